"""The law of the domain reference, part 2, row by row: what proves each of its sentences.

``says`` is a piece of the sentence, as the reference writes it; ``mark`` its proof there (✓ read, ~ read in
an older version, M from memory); ``told`` the situations of ``cases.py`` and ``test_places.py`` in which a
rule tells it, ``right`` their neighbours in which none does; ``tests`` the tests of what is printed, computed
or impossible to say; ``unchecked`` the words under which ``docs/exigences.md`` says that nothing checks it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One sentence of the law."""

    section: str
    says: str
    mark: str = "✓"
    told: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    unchecked: str = ""


CONVOCATION = (
    Row(
        "2.1",
        "Communes **< 3 500 inh.: 3 jours francs**",
        told=("deux jours francs, petite commune",),
        right=("trois jours francs, petite commune",),
    ),
    Row(
        "2.1",
        "**≥ 3 500: 5 jours francs + note explicative de synthèse**",
        told=("quatre jours francs, 3 745 habitants (C05)",),
        right=("convoquée vingt jours avant", "cinq jours francs"),
        tests=("test_the_note_is_made_where_it_is_due",),
    ),
    Row(
        "2.1",
        "EPCI (all, Bureau acting by delegation included)",
        told=("quatre jours francs dans un EPCI", "quatre jours francs", "ni note ni exposé dans un EPCI"),
        right=("cinq jours francs", "note, sans exposé, dans un EPCI"),
    ),
    Row(
        "2.1",
        "EPCI's *first* session after elections: 5 days too",
        tests=("test_the_first_sitting_of_an_epci",),
    ),
    Row(
        "2.1",
        "conseil municipal's first session: 3 days",
        right=("première séance d'un conseil, quatre jours francs, plus de 3 500 habitants",),
        tests=("test_the_first_sitting_of_a_commune",),
    ),
    Row(
        "2.1", "Counting: neither the day of sending", tests=("test_clear_days_count_every_day_but_the_two",)
    ),
    Row(
        "2.1",
        "Urgency: the maire/président may shorten to not less than **1 jour franc**",
        "M",
        told=("le jour même, en urgence", "urgence sans motif", "la veille, en urgence"),
        right=("urgence, un jour franc",),
        tests=("test_urgency_is_told_in_the_notice_and_in_the_minutes",),
    ),
    Row(
        "2.1",
        "states the agenda; mentioned in the register, posted or published",
        told=("convocation affichée après la séance", "convocation affichée avant son envoi"),
        right=("convocation affichée",),
        tests=("test_a_notice_without_hour_or_agenda_is_found",),
    ),
    Row(
        "2.1",
        '< 3 500: "trois jours au moins" (not francs), and **the day before** in urgency',
        told=("deux jours en Moselle",),
        right=("trois jours non francs en Moselle", "la veille, en urgence, en Moselle"),
    ),
    Row(
        "2.1", "≥ 3 500: 5 jours francs. L2541-1", told=("quatre jours francs",), right=("cinq jours francs",)
    ),
    Row(
        "2.1",
        "Département: report sent **12 days** before",
        "~",
        told=("onze jours au département",),
        right=("douze jours au département",),
    ),
    Row(
        "2.1",
        "Région: 12 days, L4132-18 M",
        "M",
        told=("convoquée onze jours avant",),
        right=("convoquée douze jours avant",),
    ),
    Row(
        "2.1",
        "Urgency 1 jour franc M",
        "M",
        told=("la veille, en urgence",),
        right=("un jour franc, en urgence",),
    ),
    Row(
        "2.1",
        "Commission permanente: set by its own rules (M)",
        "M",
        right=("commission permanente : les représentés comptent",),
        tests=("test_own_rules_of_the_configuration",),
    ),
    Row(
        "2.1",
        "CCAS: **3 jours au moins** (not francs)",
        told=("deux jours au CCAS", "ni note ni exposé, au CCAS d'une ville"),
        right=("trois jours au CCAS",),
    ),
    Row(
        "2.1",
        "Syndicat mixte ouvert: its statutes (M)",
        "M",
        right=("la veille, dans un syndicat mixte ouvert",),
        tests=("test_the_statutes_of_a_syndicat_mixte_replace_what_the_law_would_say",),
    ),
    Row("2.1", "Convocation copy to municipal councillors of member communes", unchecked="L5211-40-2"),
    Row(
        "2.1",
        "store the threshold result in the config, do not guess it",
        told=("quatre jours francs, population inconnue (C56)",),
        right=("cinq jours francs, population inconnue",),
        unchecked="population légale",
    ),
)

QUORUM = (
    Row(
        "2.2",
        "Majority of members **in office physically present**",
        told=("cinq présents et un pouvoir sur onze", "cinq présents et un représenté sur onze"),
        right=("une séance ordinaire",),
        tests=("test_a_quorum_is_more_than_half_of_those_in_office",),
    ),
    Row(
        "2.2",
        "To be met at the opening **and when each item comes up**",
        told=("arrivée connue par l'horloge, point sans heure (C10, C48)",),
        tests=("test_a_departure_during_the_item_does_not_spoil_its_quorum",),
    ),
    Row(
        "2.2",
        "new convocation **at least 3 days later**",
        told=("seconde séance deux jours après",),
        right=("seconde séance trois jours après", "sans quorum, sur seconde convocation"),
        unchecked="chaque point figurait à la première",
    ),
    Row(
        "2.2",
        "Alsace-Moselle: second convocation must say so expressly",
        tests=("test_the_second_notice_says_that_it_is_one",),
    ),
    Row(
        "2.2",
        "Interested members: those who must withdraw are left out",
        told=("quorum tout juste, un membre sort", "quorum si l'on ôte de sa base les membres intéressés"),
        right=("quorum sans les représentants, le 22 décembre 2025",),
    ),
    Row(
        "2.2",
        "otherwise the meeting takes place **3 days later by right**",
        "~",
        told=("seconde séance deux jours après",),
        right=("seconde séance trois jours après",),
    ),
    Row(
        "2.2",
        "**commission permanente counts members present *or represented***",
        "~",
        right=("commission permanente : les représentés comptent",),
        tests=("test_represented_members_count_for_the_quorum_of_a_commission_permanente",),
    ),
    Row("2.2", "Région: same, L4132-13", told=("seconde séance deux jours après, dans une région",)),
    Row(
        "2.2",
        "election of the président: **2/3** present (L4133-1",
        told=("élection du président de région, sept présents sur onze",),
        right=(
            "élection du président de région, huit présents sur onze",
            "élection des vice-présidents de région, sept présents sur onze",
        ),
    ),
    Row("2.2", "L3122-1 M)", "M", told=("élection du président de département, sept présents sur onze",)),
    Row(
        "2.2",
        "CCAS: majority of members in office attend; second convocation without quorum",
        told=("cinq présents et un représenté sur onze",),
        right=("seconde séance trois jours après",),
    ),
    Row(
        "2.2",
        "leaves for the vote** and cannot use or give a power",
        told=("la présidente préside et vote", "la maire, absente, vote par son pouvoir"),
        right=(
            "comptes votés sous une autre présidence, sans la maire (C44)",
            "comptes votés en l'absence de la maire",
        ),
    ),
    Row(
        "2.2",
        "Covid rules (quorum one third, two powers each) until 31 July 2022",
        "M",
        told=("moins d'un tiers en mai 2022",),
        right=("un tiers des membres en mai 2022", "deux pouvoirs pour un membre, en juillet 2022"),
        tests=("test_the_quorum_printed_is_that_of_the_day",),
    ),
)

POUVOIRS = (
    Row(
        "2.3",
        "**one per holder**; always revocable; valid for **at most 3 consecutive sessions**",
        told=(
            "deux pouvoirs pour un membre (C46)",
            "deux pouvoirs du même membre",
            "pouvoir d'une quatrième séance",
        ),
        right=("pouvoir d'une troisième séance", "pouvoir d'une cinquième séance, maladie"),
        tests=("test_the_proxy_form_cites_the_law_of_its_body",),
    ),
    Row(
        "2.3",
        "Applies to EPCI by L5211-1; the Bureau",
        told=("pouvoir d'une quatrième séance", "deux pouvoirs pour un membre"),
    ),
    Row(
        "2.3",
        "The irregular second power does not by itself void the act",
        tests=("test_an_irregular_second_proxy_does_not_block",),
    ),
    Row(
        "2.3",
        "A suppléant (CC with one-seat communes, syndicats) replaces the titulaire and votes; L5211-6 M",
        "M",
        told=("le titulaire et son suppléant siègent",),
        right=("un suppléant à la place du titulaire (C06)",),
        tests=("test_titulaires_and_suppleants_are_counted_apart",),
    ),
    Row(
        "2.3",
        "Département/Région: one delegation, **for that meeting only**",
        told=("pouvoir d'une seconde réunion, dans un département", "pouvoir d'une deuxième séance"),
        right=("pouvoir d'une réunion, dans un département",),
    ),
    Row(
        "2.3",
        "CCAS: one mandate, no 3-session limit",
        told=("deux pouvoirs pour un membre",),
        right=("pouvoir d'une cinquième séance, au CCAS",),
    ),
    Row(
        "2.3",
        "A power may start or end during the session",
        right=("départ avec pouvoir, puis retour", "pouvoir borné à un point"),
        tests=("test_the_giver_appears_in_both_lists_with_bounds",),
    ),
    Row(
        "2.3",
        "the power falls with him for that item",
        told=("le mandataire se retire (C28)", "le mandataire est parti"),
        tests=("test_the_giver_is_absent_once_the_holder_has_left",),
    ),
)

MAJORITE = (
    Row(
        "2.4",
        "Absolute majority of **suffrages exprimés** = pour + contre",
        told=("adopté par 4 contre 6", "rejeté par 6 contre 4", "exprimés, abstention comprise"),
        right=("rejeté par 4 contre 6, et déclaré tel", "un déport, compté hors des votants (C49)"),
    ),
    Row(
        "2.4",
        "the **president's own vote prevails**",
        told=(
            "partage sans la voix du président",
            "voix du président au scrutin secret",
            "la présidente, nommée contre, aurait voté pour (C30)",
        ),
        right=("partage tranché par la présidente", "partage au scrutin secret", "que des abstentions"),
    ),
    Row(
        "2.4", "Département/Région: same, tie → président", "~", told=("partage, sans la voix du président",)
    ),
    Row(
        "2.4",
        'NPPV ("ne prend pas part au vote")',
        told=("neuf voix pour dix votants", "onze voix pour dix votants", "un membre en déport s'abstient"),
        right=("un déport, compté hors des votants (C49)",),
    ),
    Row("2.4", "SCDL 2.1.5: VOTE_EFFECTIF", tests=("test_effective_and_real_votes",)),
)

SCRUTINS = (
    Row("2.5", "Ordinary (hands) by default", tests=("test_a_vote_is_ordinary_by_default",)),
    Row(
        "2.5",
        "if a **quarter** of members *present* ask (communes, EPCI)",
        told=("scrutin public demandé par deux membres sur neuf", "scrutin public sans noms"),
        right=("scrutin public demandé par le quart", "scrutin public nominatif"),
    ),
    Row(
        "2.5",
        "A **sixth** in départements and régions",
        told=("scrutin public demandé par un présent sur neuf",),
        right=("scrutin public demandé par le sixième, dans un département",),
    ),
    Row(
        "2.5",
        "**Scrutin secret** if a **third** of members present ask",
        told=("scrutin secret demandé par deux membres sur neuf", "désignation à main levée"),
        right=("scrutin secret demandé par le tiers", "désignation, renonciation unanime au secret"),
        unchecked="la renonciation au secret",
    ),
    Row(
        "2.5",
        "unless a text requires it (election of maire L2122-7)",
        told=("le maire, avec renonciation au secret", "adjoints élus à main levée"),
        right=("adjoints élus au secret", "président de séance élu à main levée"),
    ),
    Row(
        "2.5",
        "Two rounds absolute majority, third relative, tie → the **oldest**",
        told=(
            "élu au premier tour sans majorité",
            "élu au troisième tour, second",
            "quatre tours",
            "égalité au troisième tour, le plus jeune proclamé",
        ),
        right=(
            "élu au deuxième tour",
            "élu au troisième tour à la majorité relative",
            "égalité au troisième tour, le plus âgé proclamé",
        ),
    ),
    Row("2.5", "Secret wins over public if both are asked", unchecked="lequel l'emporte"),
    Row(
        "2.5",
        "One candidate or one list: appointment takes effect at once",
        right=("candidat unique, sans vote (C26)",),
        tests=("test_a_single_candidate_is_read_out",),
    ),
    Row("2.5", "CCAS: secret if a third ask or nomination", told=("représentant désigné à main levée",)),
    Row("2.5", "Secret ballot result must **not** name voters", tests=("test_a_secret_ballot_names_nobody",)),
    Row(
        "2.5",
        "check `bulletins − blancs − nuls = exprimés = Σ voix`",
        told=(
            "onze bulletins pour dix votants",
            "douze blancs et nuls sur dix",
            "un candidat au-dessus des exprimés",
            "une voix perdue",
        ),
        right=("quarante-deux moins dix, à l'échelle (C27)",),
    ),
)

DEPORTS = (
    Row(
        "2.6",
        "in his own name or as mandataire, **took part** in it",
        told=("le rapporteur se déporte, en 2024", "la présidente se déporte, en 2026"),
        tests=("test_an_act_is_checked_by_the_rules_of_its_day",),
    ),
    Row(
        "2.6",
        "**mere presence in the room is no longer participation**",
        told=("un membre intéressé reste dans la salle, en 2024",),
        right=("un membre intéressé reste dans la salle, en 2026",),
    ),
    Row(
        "2.6",
        'the representatives are not "in office" for the quorum',
        right=("quorum sans les représentants, le 22 décembre 2025",),
    ),
    Row("2.6", "must withdraw for, among others, a **subvention** to it", unchecked="L1111-6"),
    Row("2.6", "Case law needs (1) an interest distinct", unchecked="L1111-6"),
    Row(
        "2.6",
        "Generator: record per item `recused: [member, reason]`",
        told=("déport d'un absent", "déport nommé deux fois"),
        right=("un membre qui se déporte",),
        tests=("test_recusals_are_told_with_their_own_sentence",),
    ),
)

ACTES = (
    Row(
        "2.7",
        "named at the start of **each** session **among the members**",
        told=("aucun secrétaire", "secrétaire inconnu de la liste"),
        right=("aucun secrétaire en Moselle", "deux secrétaires, dont un absent (C42)"),
    ),
    Row(
        "2.7",
        "**quorum, agenda, deliberations and the reports behind them",
        tests=(
            "test_the_minutes_tell_what_the_law_asks",
            "test_minutes_lack_hour_secretary_and_debates",
            "test_minutes_say_who_asked_for_a_special_ballot",
            "test_minutes_say_what_the_code_asks_of_their_assembly",
        ),
    ),
    Row(
        "2.7",
        "settled at the next session; signed by maire and secretary; online within **one week**",
        tests=(
            "test_minutes_are_settled_after_their_sitting_and_published_within_the_week",
            "test_before_july_2022_no_text_said_what_minutes_hold_nor_when_they_are_published",
        ),
    ),
    Row(
        "2.7",
        "List of deliberations: posted at the mairie and put online within **one week**",
        told=(
            "liste publiée huit jours après",
            "liste publiée la veille",
            "compte rendu affiché dix jours après, en juin 2022",
        ),
        right=("liste publiée sept jours après", "compte rendu affiché sept jours après, en juin 2022"),
        tests=("test_the_list_has_the_name_of_its_day",),
    ),
    Row(
        "2.7",
        "deliberations **signed by the maire and the secretary(ies)** (no longer by all members)",
        told=("« les membres présents ayant signé » en 2024 (C19)",),
        right=("« les membres présents ayant signé », le 30 juin 2022",),
    ),
    Row(
        "2.7",
        "**each item gets a number in order inside the session**",
        tests=(
            "test_a_hole_in_the_ranks_is_found_in_the_register",
            "test_the_register_closes_on_its_numbers_its_members_and_two_signatures",
            "test_leaves_are_continued_over_the_year",
        ),
        unchecked="papier permanent",
    ),
    Row(
        "2.7",
        "Decisions by delegation are in the same register",
        tests=("test_decisions_taken_by_delegation_are_accounted_for",),
    ),
    Row(
        "2.7",
        "Publication: électronique, permanent and free",
        told=("affichée, non publiée en ligne, en juillet 2022",),
        right=("affichée seulement, petite commune", "affichée seulement, le 30 juin 2022"),
    ),
    Row(
        "2.7",
        "web only; syndicats de communes: choice",
        told=("affichée, non publiée en ligne",),
        right=("affichée seulement, syndicat de communes",),
    ),
    Row(
        "2.7",
        "show first name, surname, capacity of the author and the date it was put online",
        tests=("test_an_extract_prints_its_author_and_the_day_it_was_put_online",),
        unchecked="la durée de deux mois",
    ),
    Row(
        "2.7",
        "publication (or notification) **and**, if listed in L2131-2, transmission to the prefect",
        told=("publiée la veille", "reçue avant sa transmission", "signée avant la transmission"),
        right=("publiée le jour même", "signée le jour où la délibération devient exécutoire"),
        tests=("test_an_act_is_executory_once_public_and_sent",),
    ),
    Row(
        "2.7",
        "Individual decisions: sent within 15 days of signature ~",
        "~",
        told=("acte individuel transmis seize jours après",),
        right=("acte individuel transmis quinze jours après", "acte non notifié transmis un mois après"),
    ),
    Row("2.7", "Electronic transmission (@CTES) compulsory", "M", unchecked="télétransmettre"),
    Row(
        "2.7",
        "**number ≤ 15 characters, A–Z 0–9 _ only**",
        told=("numéro avec une barre (C06)", "numéro de 16 caractères", "objet de 501 caractères"),
        right=("numéro transmissible",),
    ),
    Row("2.7", "Nature codes", unchecked="nature transmise"),
    Row(
        "2.7",
        "Matière codes, level 2",
        told=("matière 7.11", "un seul niveau", "matière d'un département, en commune"),
        right=("matière 7.10", "matière 9.1, en commune", "matière 9.1, en communauté"),
    ),
)

RECOURS = (
    Row(
        "2.8",
        "2 months from publication or notification",
        tests=("test_the_time_limit_of_appeals_is_that_of_the_territory",),
    ),
    Row(
        "2.8",
        "Standard mention: who, what",
        tests=("test_the_appeal_mention_says_who_what_where_when_and_how",),
    ),
    Row(
        "2.8",
        'Old templates that say "quatre mois" come from pre-2000 law',
        told=("silence de quatre mois",),
    ),
    Row("2.8", "Préfet: déféré within 2 months", "M", unchecked="déféré"),
    Row(
        "2.8",
        "three months, CJA R421-6 M",
        "M",
        told=("commune de Polynésie",),
        right=("commune de Polynésie, recours écrit par elle",),
        unchecked="R421-7",
    ),
    Row(
        "2.8",
        "**Tribunaux and their départements**",
        told=("le tribunal de Nice pour l'Yonne", "un autre tribunal dans la convention"),
        right=("le tribunal du département", "département inconnu"),
        tests=("test_each_departement_has_the_court_of_the_reference",),
    ),
    Row(
        "2.8",
        "Names overseas are not the town",
        tests=("test_each_departement_has_the_court_of_the_reference",),
    ),
)

NUMEROS = (
    Row(
        "2.9",
        "Keep number and date as two fields and cross-check",
        told=("numéro d'un autre jour que la séance", "délibération citée d'un autre jour que son numéro"),
        right=("numéro du jour de la séance", "un numéro qui n'est pas une date"),
        tests=("test_each_real_number_is_printed_as_it_is",),
    ),
)

DELEGATIONS = (
    Row(
        "2.10",
        "EPCI: président, vice-présidents with a delegation, or **the Bureau as a whole**, except",
        told=("tarifs votés par un Bureau", "tarifs fixés par le président d'un EPCI"),
        right=(
            "politique de la ville : une convention en Bureau (le document d'origine)",
            "tarifs votés par un conseil communautaire",
            "convention confiée au président d'un EPCI",
        ),
        tests=("test_the_seven_subjects_kept_by_the_council",),
    ),
    Row(
        "2.10",
        "Commune: maire by L2122-22",
        told=("décision prise avant la délégation",),
        right=("une décision du maire", "tarifs fixés par le maire, par délégation"),
    ),
    Row(
        "2.10",
        "reports at each compulsory meeting (L2122-23 M)",
        "M",
        tests=("test_decisions_taken_by_delegation_are_accounted_for",),
    ),
    Row(
        "2.10",
        "Département: L3211-2",
        told=("budget en commission permanente",),
        right=("subvention en commission permanente",),
    ),
    Row("2.10", "**Arrêté**: the executive's own power", told=("décision publiée avant sa signature",)),
)

INVARIANTS = (
    Row(
        "2.11",
        "| weekday matches date |",
        told=("vendredi annoncé un mardi (C04, C39)", "vendredi 6 février 2023 (C04)", "31 avril"),
        right=("mardi annoncé un mardi", "jours justes, et une date sans jour"),
    ),
    Row(
        "2.11",
        "| date in words = date in figures |",
        told=("formule d'une autre année (C08)", "formule d'une séance précédente (C21, C43)"),
        right=("formule de la séance, en lettres", "formule de la séance, ancienne écriture"),
    ),
    Row("2.11", "| one convocation date per session; clear days |", tests=("test_a_sitting_has_one_notice",)),
    Row(
        "2.11",
        "| in_office = present + represented + absent |",
        told=("en-tête de 13, 11 nommés (C10)", "un membre dans aucune liste", "plus de voix que de membres"),
        right=("quinze sièges, quatre vacants",),
    ),
    Row(
        "2.11",
        "| nobody both present and absent/represented for an item |",
        told=("présent et absent (C01, C13)", "présent et représenté"),
        right=("arrivée à l'heure, avant le point",),
    ),
    Row(
        "2.11",
        "| one power per holder |",
        told=("deux pouvoirs pour un membre (C46)",),
        right=("une séance ordinaire",),
    ),
    Row(
        "2.11",
        "| an absent member without power cannot vote or abstain |",
        told=("un absent sans pouvoir vote contre (C43)",),
        right=("le représenté vote contre, par son mandataire",),
    ),
    Row(
        "2.11",
        "| pour + contre + abst. + NPPV = present + represented |",
        told=("neuf voix pour dix votants", "onze voix pour dix votants"),
        right=("un déport, compté hors des votants (C49)",),
    ),
    Row(
        "2.11",
        "| secretary ∈ present members; chair ∈ present, **for the item** |",
        told=("secrétaire absente au point 13 (C16)", "président absent (C44)"),
        right=("deux secrétaires, dont un absent (C42)",),
    ),
    Row(
        "2.11",
        "| sums and % of tables |",
        told=(
            "somme de 162 720 pour 163 000 (C04)",
            "pourcentages qui font 101",
            "part qui n'est pas celle du montant",
            "dépenses et recettes à 280 € près (C04)",
        ),
        right=("somme exacte d'un tableau", "parts à l'arrondi près (C04)", "plan de financement équilibré"),
    ),
    Row(
        "2.11",
        "| amounts: one decimal mark per document |",
        told=("point et virgule mêlés (C22)", "4.000 € et 3,50 €"),
        right=("une seule écriture des montants",),
    ),
)

ROWS = (
    *CONVOCATION,
    *QUORUM,
    *POUVOIRS,
    *MAJORITE,
    *SCRUTINS,
    *DEPORTS,
    *ACTES,
    *RECOURS,
    *NUMEROS,
    *DELEGATIONS,
    *INVARIANTS,
)
