"""Handouts in four languages, with what is hard to set: numbers, German names and addresses among other letters."""

from datetime import date

from gesamtplan.reports.handout import Contact, Fact, Handout, HandoutOffer, Text, Verdict, said

PHONE, MAIL, WEB = "+49 89 233-40000", "kurse@example.org", "https://example.org/kurs?id=7"
PAGE = "https://gesamtplan.example.org/ar/offers/O01/"
WORDS = {
    "de": {
        "title": "Meine Liste", "intro": "Angebote, die Sie ausgesucht haben.", "made": "Stand: 1. Oktober 2026",
        "offer": "Deutschkurs für Frauen", "kind": "Sprachkurs", "verdict": "ja, wenn ein Platz frei ist",
        "reason": "Die Stadt bezahlt diesen Kurs seit 1.12.2025.", "where": "Wo", "when": "Wann",
        "hours": "montags 9:00–12:30 Uhr", "cost": "Kosten", "free": "kostenlos", "more": "Mehr", "phone": "Telefon",
        "languages": "Sprachen", "spoken": "Deutsch, Arabisch, Ukrainisch", "note": "", "mail": "E-Mail", "web": "Internet",
    },
    "ar": {
        "title": "قائمتي الشخصية", "intro": "العروض التي اخترتها. اسأل قبل أن تذهب.", "made": "بتاريخ 1 أكتوبر 2026",
        "offer": "دورة لغة ألمانية للنساء", "kind": "دورة لغة", "verdict": "نعم، إذا كان هناك مكان شاغر",
        "reason": "تدفع المدينة تكاليف هذه الدورة منذ 1.12.2025 بقرار من المجلس.", "where": "أين", "when": "متى",
        "hours": "يوم الاثنين 9:00–12:30", "cost": "التكلفة", "free": "مجاني", "more": "المزيد", "phone": "الهاتف",
        "languages": "اللغات", "spoken": "الألمانية، العربية، الأوكرانية",
        "note": "ترجمة آلية لم تتم مراجعتها بعد.", "mail": "البريد الإلكتروني", "web": "الإنترنت",
    },
    "fa": {
        "title": "فهرست من", "intro": "پیشنهادهایی که انتخاب کرده‌اید. پیش از رفتن بپرسید.", "made": "تاریخ: ۱ اکتبر ۲۰۲۶",
        "offer": "کلاس زبان آلمانی برای زنان", "kind": "کلاس زبان", "verdict": "بله، اگر جا باشد",
        "reason": "شهر هزینهٔ این کلاس را می‌پردازد؛ چهار پنج گروه.", "where": "کجا", "when": "چه وقت",
        "hours": "دوشنبه‌ها 9:00–12:30", "cost": "هزینه", "free": "رایگان", "more": "بیشتر", "phone": "تلفن",
        "languages": "زبان‌ها", "spoken": "آلمانی، فارسی، اوکراینی",
        "note": "ترجمهٔ ماشینی، بازبینی نشده.", "mail": "ایمیل", "web": "اینترنت",
    },
    "uk": {
        "title": "Мій список", "intro": "Пропозиції, які ви вибрали. Запитайте, перш ніж іти.", "made": "Станом на 1 жовтня 2026",
        "offer": "Курс німецької мови для жінок", "kind": "Мовний курс", "verdict": "так, якщо є місце",
        "reason": "Місто платить за цей курс; їжа є, ґанок без сходів, об’єднання щодня.", "where": "Де", "when": "Коли",
        "hours": "щопонеділка 9:00–12:30", "cost": "Вартість", "free": "безкоштовно", "more": "Більше", "phone": "Телефон",
        "languages": "Мови", "spoken": "німецька, арабська, українська",
        "note": "Машинний переклад, не перевірено.", "mail": "Ел. пошта", "web": "Інтернет",
    },
}  # fmt: skip
LOOKS = (
    ("✓", "good"),
    ("◐", "if-place"),
    ("?", "unknown"),
    ("◷", "after-months"),
    ("✕", "nobody"),
    ("○", "open"),
)
GERMAN_TITLE = "Deutschkurs für Frauen"


def offer(language: str, number: int = 1) -> HandoutOffer:
    """One offer of the list."""
    words = WORDS[language]

    def own(name: str) -> Text:
        return said(words[name], language)

    return HandoutOffer(
        title=said(words["offer"], language),
        title_in_german="" if language == "de" else GERMAN_TITLE,
        kind=own("kind"),
        provider=said("Münchner Volkshochschule", "de"),
        verdict=Verdict(own("verdict"), *LOOKS[number % len(LOOKS)]),
        reasons=(own("reason"),),
        facts=(
            Fact(own("when"), (own("hours"),)),
            Fact(own("languages"), (own("spoken"),)),
            Fact(own("cost"), (own("free"),)),
        ),
        address_label=own("where"),
        address=("Einstein 28, Raum 1.09", "Einsteinstraße 28", "81675 München"),
        contacts=(
            Contact(own("phone"), PHONE, "tel:+498923340000"),
            Contact(own("mail"), MAIL, f"mailto:{MAIL}"),
            Contact(own("web"), WEB, WEB),
        ),
        link_text=own("more"),
        link=PAGE,
        note=own("note") if words["note"] else None,
    )


def handout(language: str, offers: int = 2) -> Handout:
    """A list in one language."""
    words = WORDS[language]
    return Handout(
        language=language,
        on=date(2026, 10, 1),
        city=said("Landeshauptstadt München", "de"),
        title=said(words["title"], language),
        intro=said(words["intro"], language),
        made_on=said(words["made"], language),
        offers=tuple(offer(language, number) for number in range(1, offers + 1)),
        notes=(said(words["intro"], language),),
        footer=said(words["made"], language),
    )
