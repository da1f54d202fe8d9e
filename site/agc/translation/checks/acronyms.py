"""Acronyms that have another form in another language, with the names that may stand for them."""

import re

from agc.translation.checks.wordlists import listed

LANGUAGES = ("es", "en", "fr")
# Forms in Spanish, English and French, several of them with a stroke between; then the names in the same order, as
# regular expressions, in lower case and without accents.
TABLE = """
OIT; ILO; OIT
    organizacion internacional del trabajo
    international labou?r (organi[sz]ation|office)
    organisation internationale du travail
ODS; SDG|SDGs; ODD
    desarrollo sostenible
    sustainable development goal|global goal
    developpement durable
ONU; UN; ONU|NU
    naciones unidas
    united nations
    nations unies
OMS; WHO; OMS
    organizacion mundial de la salud
    world health organi[sz]ation
    organisation mondiale de la sante
CEPAL; ECLAC; CEPALC
    comision economica para america latina
    economic commission for latin america
    commission economique pour l.amerique latine
CESPAP; ESCAP|UNESCAP; CESAP
    comision economica y social para asia
    economic and social commission for asia
    commission economique et sociale pour l.asie
PIB; GDP; PIB
    producto interno bruto|producto interior bruto
    gross domestic product
    produit interieur brut
UE; EU; UE
    union europea
    european union
    union europeenne
OCDE; OECD; OCDE
    cooperacion y el desarrollo economicos?
    economic co-?operation and development
    cooperation et de developpement economiques?
OTAN; NATO; OTAN
    atlantico norte
    north atlantic
    atlantique nord
VIH; HIV; VIH
    inmunodeficiencia
    immunodeficiency
    immunodeficience
SIDA|sida; AIDS; sida|SIDA
    inmunodeficiencia adquirida
    acquired immun
    immunodeficience acquise
OEA; OAS; OEA
    organizacion de los estados americanos
    organi[sz]ation of american states
    organisation des etats americains
BID; IDB|IADB; BID
    banco interamericano
    inter-american development bank
    banque interamericaine
BAsD|BAD; ADB; BAsD|BAD
    banco asiatico
    asian development bank
    banque asiatique
FMI; IMF; FMI
    fondo monetario
    monetary fund
    fonds monetaire
PNUD; UNDP; PNUD
    programa de las naciones unidas para el desarrollo
    united nations development programme
    programme des nations unies pour le developpement
UNFPA; UNFPA; UNFPA|FNUAP
    fondo de poblacion
    population fund
    fonds des nations unies pour la population
ACNUR; UNHCR; HCR|UNHCR
    refugiados
    refugee
    refugies
OIM; IOM; OIM
    organizacion internacional para las migraciones
    international organi[sz]ation for migration
    organisation internationale pour les migrations
OPS; PAHO; OPS
    organizacion panamericana
    pan american
    organisation panamericaine
ONG; NGO|NGOs; ONG
    no gubernamental
    non-?governmental
    non gouvernementale
OSC; CSO|CSOs; OSC
    sociedad civil
    civil society
    societe civile
TIC; ICT|ICTs; TIC
    tecnologias de la informacion
    information and communication
    technologies de l.information
IA; AI; IA
    inteligencia artificial
    artificial intelligence
    intelligence artificielle
PYME|PYMES|PyMEs|pymes|MIPYMES|mipymes; SME|SMEs|MSMEs; PME|TPE
    pequenas y medianas
    medium.sized|small business
    petites et moyennes|petites entreprises
IVA; VAT; TVA
    valor agregado|valor anadido
    value.added
    valeur ajoutee
CEDAW; CEDAW; CEDAW|CEDEF
    discriminacion contra la mujer
    discrimination against women
    discrimination a l.egard des femmes
CDPD|CRPD; CRPD; CDPH|CRPD
    personas con discapacidad
    persons with disabilities|disabled
    personnes handicapees
CSI; ITUC; CSI
    confederacion sindical internacional
    international trade union confederation
    confederation syndicale internationale
ISP; PSI; ISP
    internacional de servicios publicos
    public services international
    internationale des services publics
FITH|IDWF; IDWF; FITD|IDWF
    trabajadoras del hogar
    domestic workers
    travailleu
AOD; ODA; APD
    ayuda oficial
    official development assistance
    aide publique
CIDH; IACHR; CIDH
    comision interamericana
    inter-american commission
    commission interamericaine
UIP; IPU; UIP
    interparlamentaria
    inter-parliamentary
    interparlementaire
ADN; DNA; ADN
    desoxirribonucleico
    deoxyribonucleic
    desoxyribonucleique
EPU; UPR; EPU
    examen periodico universal
    universal periodic review
    examen periodique universel
"""


def groups():
    """Yield, for each entry of the table, the forms by language and the pattern of the names by language."""
    lines = [line.strip() for line in TABLE.strip().splitlines()]
    for at in range(0, len(lines), 4):
        cells = lines[at].split("; ")
        forms = {language: tuple(cell.split("|")) for language, cell in zip(LANGUAGES, cells, strict=True)}
        names = zip(LANGUAGES, lines[at + 1 : at + 4], strict=True)
        yield forms, {language: re.compile(name) for language, name in names}


GROUPS = list(groups())
GROUPS_OF = {language: {form: group for group in GROUPS for form in group[0][language]} for language in LANGUAGES}
# Codes of currencies, which languages write in their own ways.
CURRENCY_CODES = frozenset(
    listed("USD EUR CAD MXN COP CLP ARS UYU PHP BRL GBP JPY INR KRW CHF XOF XAF CFA JOD KES TZS UGX AUD NZD")
)
# Written in capital letters, and no acronyms: Roman numerals have a check of their own.
NO_ACRONYMS = frozenset(listed("II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII OK"))
