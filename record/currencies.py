"""The currencies of ISO 4217 and how many digits of each lie behind the point."""
from django.utils.translation import gettext as _

from record.errors import Invalid

# Active codes of ISO 4217, list one, by their digits; without funds, metals and test codes: nothing is paid in those.
_CODES = {
    2: """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
        CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
        JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
        NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
        SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG""",
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
SHARES = "XXX"  # the standard's code where no currency is involved: whole shares in a company, never typed as a currency
EXPONENTS = {code: places for places, codes in _CODES.items() for code in codes.split()}
CODES = sorted(EXPONENTS)  # as they are offered for choice


class UnknownCurrency(Invalid):
    """A code that is not an active currency of ISO 4217: its amounts can't be read, so none is shown or stored."""


def check_currency(currency: str) -> None:
    """Of what is typed: an active currency, never shares. Invalid (422) at `currency` otherwise."""
    if currency not in EXPONENTS:
        raise Invalid(_("This is not a currency of ISO 4217."), field="currency")


def exponent(currency):
    """Digits behind the point (CNY 2, JPY 0, KWD 3). CLDR's digits differ from the standard's, so they are not used."""
    if currency == SHARES:
        return 0
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise UnknownCurrency(_("%(code)s is not a currency of ISO 4217.") % {"code": currency}) from None
