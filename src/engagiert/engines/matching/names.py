"""German and English names of what reasons speak of."""

LANGUAGE_NAMES = {
    "de": ("Deutsch", "German"), "tr": ("Türkisch", "Turkish"), "ar": ("Arabisch", "Arabic"),
    "uk": ("Ukrainisch", "Ukrainian"), "ru": ("Russisch", "Russian"), "pl": ("Polnisch", "Polish"),
    "en": ("Englisch", "English"), "fr": ("Französisch", "French"), "es": ("Spanisch", "Spanish"),
    "it": ("Italienisch", "Italian"), "pt": ("Portugiesisch", "Portuguese"), "ro": ("Rumänisch", "Romanian"),
    "bg": ("Bulgarisch", "Bulgarian"), "el": ("Griechisch", "Greek"), "sq": ("Albanisch", "Albanian"),
    "sr": ("Serbisch", "Serbian"), "hr": ("Kroatisch", "Croatian"), "bs": ("Bosnisch", "Bosnian"),
    "ku": ("Kurdisch", "Kurdish"), "fa": ("Persisch", "Persian"), "ps": ("Paschtu", "Pashto"),
    "ti": ("Tigrinya", "Tigrinya"), "so": ("Somali", "Somali"), "ta": ("Tamil", "Tamil"),
    "vi": ("Vietnamesisch", "Vietnamese"), "zh": ("Chinesisch", "Chinese"), "nl": ("Niederländisch", "Dutch"),
    "gsg": ("Deutsche Gebärdensprache", "German Sign Language"), "am": ("Amharisch", "Amharic"),
    "az": ("Aserbaidschanisch", "Azerbaijani"), "be": ("Belarussisch", "Belarusian"), "bn": ("Bengalisch", "Bengali"),
    "cs": ("Tschechisch", "Czech"), "da": ("Dänisch", "Danish"), "fi": ("Finnisch", "Finnish"),
    "he": ("Hebräisch", "Hebrew"), "hi": ("Hindi", "Hindi"), "hu": ("Ungarisch", "Hungarian"),
    "hy": ("Armenisch", "Armenian"), "id": ("Indonesisch", "Indonesian"), "ja": ("Japanisch", "Japanese"),
    "ka": ("Georgisch", "Georgian"), "ko": ("Koreanisch", "Korean"), "lt": ("Litauisch", "Lithuanian"),
    "lv": ("Lettisch", "Latvian"), "mk": ("Mazedonisch", "Macedonian"), "ml": ("Malayalam", "Malayalam"),
    "no": ("Norwegisch", "Norwegian"), "pa": ("Panjabi", "Punjabi"), "rom": ("Romanes", "Romani"),
    "si": ("Singhalesisch", "Sinhala"), "sk": ("Slowakisch", "Slovak"), "sl": ("Slowenisch", "Slovene"),
    "sv": ("Schwedisch", "Swedish"), "sw": ("Swahili", "Swahili"), "te": ("Telugu", "Telugu"), "th": ("Thai", "Thai"),
    "ur": ("Urdu", "Urdu"), "yo": ("Yoruba", "Yoruba"),
}  # fmt: skip

CERTIFICATE_NAMES = {
    "police_certificate": ("Führungszeugnis", "certificate of good conduct"),
    "first_aid": ("Erste-Hilfe-Kurs", "first aid course"),
    "driving_licence": ("Führerschein", "driving licence"),
    "youth_leader_card": ("Juleica", "youth leader card"),
    "lifesaving": ("Rettungsschwimmabzeichen", "lifesaving badge"),
    "trainer_licence": ("Übungsleiterlizenz", "trainer licence"),
    "hygiene_briefing": ("Belehrung für Lebensmittel", "food hygiene briefing"),
    "care_training": ("Schulung für die Betreuung", "care training"),
}

KIND_NAMES = {
    "honorary_office": ("Ehrenamt im Vorstand oder Amt", "honorary office"),
    "regular": ("regelmäßiges Engagement", "regular volunteering"),
    "project": ("Projekt", "project"),
    "one_off": ("einmaliger Einsatz", "one-off help"),
}
