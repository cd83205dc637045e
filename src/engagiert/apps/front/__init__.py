"""The screens of citizens that belong to no single app: the choice of towns, a town's front page, its three doors."""
