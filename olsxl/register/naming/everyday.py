"""Words of everyday English that are people's names as well: alone, their letters do not show that a name is meant."""

from __future__ import annotations

import re

from olsxl.register import schema


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.casefold()))


def _vocabulary() -> frozenset[str]:
    """The words of the registers' own headings and allowed values."""
    sheets = schema.INCIDENT_REGISTER + schema.TRAINING_REGISTER
    headings = [heading for sheet in sheets for heading in sheet.headings]
    values = [value for values in schema.LISTS.values() for value in values]
    return _words(" ".join(headings + values))


MONTHS = _words("january february march april may june july august september october november december")

EVERYDAY = (
    MONTHS
    | _vocabulary()
    | _words("""
a able ace amber an and any anyone arch are arm arrow as ask at aunt auntie baby baker ball balm bank bar barber
be beard been berry best better bill bird bit bite black board bob body book boss bottle bottom box boy brand
bread bright brother brown brush bungalow bunny burn but butter by call can candy car card care carer carers
cargo case cash cat catch chain chamber chambers champion chance chandler chapman charge charity charm child
children chip city clear close cloud coin cold cook corner cottage could court cream creed cross dad dance dark
dawn day days death deed deep deer deputy dick did do doctor does doing don done down dr early ease east edge
england eve evening ever everyone fair faith fall family farm fast father field fine finger flag flat foot for
force ford forest foster frank free friday friend from game gay ginger girl glass gold good grace gran grandad
grant gray great green ground guy had hall hand hands has have he head heal heard heart heaven held helm help
her herd hide high hill him hire his hole home honey hope horse house household how i ice if in inch into iron
is it its joy judge june just justice keen keep keeper key keys kind king kings kitchen knife knot lad lake lamp
land laptop lass last law lawn lay leaf lent light like list little lock lodge long look lord love low maker man
manager manor march mark marks marriage masters match mate max may maybe mayor me message messages middle might
mint miss monday money moon moral more morning most mother mountain mouse mr mrs ms mum must mx my nan neck
needle neighbour nest new next night no north not now ocean of off officer on one online only or orange organ
other our out over own pack page pain paint parent parents park pass pat patch path patience pay pen perry
person phone photo photos pill pink place plant player poor post pot pound power price pride prior proud pupil
quick race rain read reader ready real reason red rest rich riches ring rings rise river road roads rob rock
rose rosy round royal rule rush said sale same sand saturday saw say school sea see she shield ship shoe short
shorter shot should show shut silk simple single sir sister skip sleep small smart smoke snow so some someone
south speak speed spring square staff stage stamp stand star start step still stock story strange stream street
strength string strong student such sue summer sunday sweet tablet tall teacher teen teenager than that the
their them then there these they this those thursday timber time to today told tongue too town tray treasure
tree tuesday turn twins twist two uncle under until up us very villa wait walk walker wall want was wash water
waters way we wednesday week weeks welcome well were west what wheel when where which whip white who wild will
win wind window windows wing winner winter wise with wonder word words worker world worth would yard year yes
you young your
""")
)
"""Everyday words, in lower case: where one of them is a person's name, its letters alone do not show it."""

AFTER_A_NAME = _words("""
and asked became began came did does felt found gave got had has helped is knew made met phoned put ran rang said sat
saw says sent spoke stayed texted then thinks thought told took tried was went who woke wrote
""")
"""Words that follow a name at the start of a sentence: `Will told his carer`, and not `Will the police be told?`"""

TITLES = _words("mr mrs ms miss mx dr rev sir dame lord lady auntie aunt uncle nurse pc sgt")
"""Words after which a name stands; a Full name may begin with one."""

PARTICLES = _words("van von der den de da das del della di do dos du el la le bin ibn al ap st jr sr ii iii")
"""Parts of a name that name nobody by themselves."""

BEFORE_A_MONTH = _words("in since until till during last next this early late mid every each")

OWNERS = _words("""
anyone autumn baby boy child company day everyone family father friend game girl home house lad lady man month morning
mother mum neighbour night nobody one other parent partner person police school service sister somebody someone spring
staff student summer teacher today tomorrow town user week winter world year yesterday
""")
"""Everyday words that own something as often as people do: `a day's notice`, `the school's phone`."""
