using Kuajie.Client.Partners;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>The domains whose users a person may see: those of their own party; all of them for the operator.</summary>
internal static class OwnDomains
{
    public static List<string> Of(ConsoleSession session, IReadOnlyList<DomainResponse>? known) =>
        [
            .. (known ?? [])
                .Where(domain => session.Person?.PartyId is null || session.Person.PartyId == domain.Party)
                .Select(domain => domain.Domain),
        ];
}
