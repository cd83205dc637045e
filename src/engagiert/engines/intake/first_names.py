"""Common first names in Germany, folded: by them a column of persons is told from a column of clubs."""

from typing import Final

_WORDS = """
    achim adelheid adrian agnes ahmed ahmet albert alex alexander alexandra alfred ali alice alina alois amelie
    amir andrea andreas andre anette angela angelika anita anja anke anna anne annegret anneliese annette annika
    anton antonia arne arnold artur astrid aurelia axel ayse barbara bastian beate beatrix ben benedikt benjamin
    bernd bernhard bert berta bettina bianca birgit birgitta birte bjoern bodo boris brigitte britta bruno
    burkhard carina carl carla carmen carola caroline carsten caspar catharina cem charlotte chiara christa
    christel christian christiane christina christine christof christoph clara claudia claus clemens conny
    constanze cord cornelia daniel daniela david dennis detlef detlev diana dieter dietmar dietrich dirk dominik
    dora doris dorothea dorothee eberhard eckhard edeltraud edgar edith eduard egon elena elfriede elias elif
    elisabeth elke ella ellen elli elmar elsa else emil emilia emine emma emmi erhard eric erich erik erika erna
    ernst erwin esra esther eugen eva evelyn ewald fabian fatih fatima fatma felicitas felix ferdinand finn
    florian francesco frank franz franziska frauke fred frida frieda friederike friedhelm friedrich fritz gabi
    gabriel gabriele georg gerald gerd gerda gerhard gerlinde gernot gert gertrud gisela gottfried greta gudrun
    guenter guenther guido gustav hakan hanna hannah hannelore hannes hans harald harry hartmut hasan heide
    heidemarie heidi heike heiko heiner heinrich heinz helena helene helga helmut henning henri henrik herbert
    heribert hermann herta hilde hildegard hiltrud holger horst hubert hugo hussein ibrahim ida ilona ilse immo
    ina ines inge ingeborg ingo ingrid irene iris irmgard irmtraud isabel isabella isolde ivonne jakob jan jana
    janine jasmin jens jessica joachim jochen johann johanna johannes jonas jonathan joerg joern josef joseph
    juergen julia julian juliane jutta kai karen karin karl karla karlheinz karola karoline karsten katharina
    kathrin katja katrin kerstin kevin kilian kirsten klara klaus konrad konstantin konstanze kornelia kristian
    kristin kristina kurt lara lars laura lea lena leni leo leon leonie liane lieselotte lina linda linus lisa
    liselotte lothar louisa louis luca ludger ludwig luis luisa lukas lutz lydia magda magdalena maik maja malte
    mandy manfred manuel manuela marc marcel marco marcus mareike margarete margarethe margit margot margret
    maria marianne marie marina mario marion marita mark marko markus marlene marlies marlis marta martha martin
    martina marvin mathias mathilde matthias max maximilian mechthild mehmet melanie meike mia michael michaela
    michelle miriam mohamed mohammed monika moritz muhammed murat mustafa nadine nadja natalie natascha nico
    nicola nicole niels niklas nils nina noah nora norbert olaf ole oliver olga ortwin oskar osman oswald otmar
    otto pascal patricia patrick paul paula pauline peer peggy peter petra philip philipp pia rainer ralf ralph
    ramona raphael rebecca regina regine reiner reinhard reinhold renate rene richard rita robert robin roland
    rolf roman romy ronald rosa rosemarie rosi rudi rudolf ruediger ruth sabine sabrina samira sandra sara sarah
    sascha sebastian selma serkan sibylle siegfried sieglinde siegmund sigrid silke silvia simon simone sina
    sofia sofie solveig sonja sophia sophie stefan stefanie steffen steffi stella stephan stephanie susanne susi
    susi sven svenja sybille sylvia tamara tanja tatjana theo theodor theresa thomas thorsten tilman tim timo
    tina tobias tom torben torsten traute traudel udo ulf ulla ulrich ulrike ursel ursula ute uwe vanessa vera
    verena veronika victoria viktor viktoria vincent volker volkmar waldemar walter waltraud wanda wendelin
    wenke werner wiebke wilfried wilhelm wilhelmine willi willy wolf wolfgang wolfram xaver yannick yasemin
    yusuf yvonne zeynep
"""
FIRST_NAMES: Final = frozenset(_WORDS.split())
