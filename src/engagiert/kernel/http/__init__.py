"""What stands between the web server and a view: the scope, the rule, the errors."""
