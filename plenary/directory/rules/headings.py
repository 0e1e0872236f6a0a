"""The headings that files give their columns, in English, French, Spanish and Arabic, by the field that they mean."""

HEADINGS = {
    "name": (
        "name, full name, organisation, organization, organisation name, organization name, member, nom, "
        "nom complet, nom de l'organisation, dénomination, raison sociale, entité, nombre, nombre "
        "completo, organización, nombre de la organización, entidad, razón social, الاسم, اسم, الاسم "
        "الكامل, المنظمة, اسم المنظمة"
    ),
    "name_en": "name en, name in english, english name, nom en anglais, nombre en inglés, الاسم بالإنجليزية",
    "name_fr": "name fr, name in french, french name, nom en français, nombre en francés, الاسم بالفرنسية",
    "name_es": "name es, name in spanish, spanish name, nom en espagnol, nombre en español, الاسم بالإسبانية",
    "name_ar": "name ar, name in arabic, arabic name, nom en arabe, nombre en árabe, الاسم بالعربية",
    "other_names": (
        "other names, other name, acronym, short name, alias, autres noms, sigle, acronyme, otros "
        "nombres, siglas, acrónimo, أسماء أخرى, الاسم المختصر"
    ),
    "name_language": "name language, language, langue, idioma, lengua, اللغة",
    "summary": "summary, abstract, one line, résumé, resumen, ملخص",
    "description": "description, biography, about, notes, descripción, présentation, biographie, الوصف",
    "country": "country, country code, pays, país, البلد, الدولة, بلد, دولة",
    "area": ("area, place, region, city, town, lieu, ville, région, lugar, ciudad, región, المدينة, المنطقة, المكان"),
    "identifiers": (
        "identifiers, identifier, registration number, register number, ror, wikidata, numéro "
        "d'enregistrement, identifiant, siren, identificador, número de registro, rut, nif, رقم التسجيل, "
        "المعرف"
    ),
    "email": (
        "email, e-mail, mail, email address, courriel, adresse électronique, correo, correo electrónico, "
        "البريد الإلكتروني, البريد"
    ),
    "phone": (
        "phone, telephone, tel, mobile, voice, cell, téléphone, portable, teléfono, móvil, celular, الهاتف, هاتف"
    ),
    "website": (
        "website, web, url, site, homepage, site web, site internet, sitio web, página web, الموقع, الموقع الإلكتروني"
    ),
    "address": "address, postal address, adresse, adresse postale, dirección, domicilio, العنوان",
    "contacts": "contacts, contact details, coordonnées, datos de contacto, بيانات الاتصال",
    "classification": "classification, sector, catégorie, secteur, clasificación, النوع, التصنيف",
    "founding_date": (
        "founding date, founded, date founded, year founded, date de création, fondée en, fecha de "
        "fundación, تاريخ التأسيس"
    ),
    "dissolution_date": "dissolution date, dissolved, date de dissolution, fecha de disolución, تاريخ الحل",
    "given_name": "given name, first name, forename, prénom, nombre de pila, الاسم الأول, الاسم الشخصي",
    "family_name": "family name, last name, surname, nom de famille, apellido, apellidos, اسم العائلة, اللقب",
    "honorific_prefix": "honorific prefix, title, salutation, civilité, titre, tratamiento, título, لقب التشريف",
    "gender": "gender, sex, genre, sexe, género, sexo, الجنس, النوع الاجتماعي",
}
