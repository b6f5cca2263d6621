using Kuajie.Platform.Users;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Reads what domains say of their users, and what users of whom something is said took.</summary>
public interface IAudienceStore
{
    /// <summary>What the domain says of a user, a JSON object, or null.</summary>
    string? AttributesOf(string domain, string userId);

    /// <summary>Users of whom the domain says anything; where there are more than so many, always the same ones, drawn without regard to what is said.</summary>
    IEnumerable<UserRecord> AttributedUsers(string domain, int most);

    /// <summary>Each item that one of these same users touched, once for each user.</summary>
    IEnumerable<(string UserId, string ItemId)> TakenByAttributed(string domain, int most);
}
