using Kuajie.Marketing.Audience;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Partners;

/// <summary>Time zones of domains.</summary>
public static class DomainZones
{
    /// <summary>The time zone of a domain that was told none.</summary>
    public const string Usual = "UTC";

    /// <summary>The time zone of a domain; of one that is unknown, the usual one.</summary>
    public static TimeZoneInfo ZoneOf(this IPartnerStore partners, string domain)
    {
        ArgumentNullException.ThrowIfNull(partners);
        var known = partners.Domains().FirstOrDefault(each => string.Equals(each.Name, domain, StringComparison.Ordinal));
        return TimeZoneInfo.FindSystemTimeZoneById(known?.TimeZone ?? Usual);
    }

    /// <summary>How what users of a domain did is counted: in its time zone.</summary>
    public static TallyOptions TallyOf(this IPartnerStore partners, string domain) => new() { TimeZone = partners.ZoneOf(domain) };

    /// <summary>Refuses what is no IANA name of a time zone: names of one system alone would not be found on another.</summary>
    /// <exception cref="KuajieException">Nothing of the name is known here, or it is none of IANA's.</exception>
    public static void ThrowIfNoZone(string timeZone)
    {
        ArgumentNullException.ThrowIfNull(timeZone);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || !zone.HasIanaId)
        {
            throw PartnerTexts.Source.Fault("unknown-time-zone", "TimeZone", isUsage: true, arguments: [timeZone]);
        }
    }
}
