using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Reads what users and visitors did, as far back as the live service remembers.</summary>
public interface ILiveHistoryStore
{
    /// <summary>The latest interactions of a user, in any order.</summary>
    IReadOnlyList<Interaction> OfUser(string domain, string userId, int most);

    /// <summary>The latest interactions of a visit, in any order; their user is the visit.</summary>
    IReadOnlyList<Interaction> OfSession(string domain, string sessionId, int most);

    /// <summary>The interactions of the users who were active last, each user's together, the most recent user first.</summary>
    /// <param name="users">Most users.</param>
    /// <param name="mostOfUser">Most interactions of one, the latest.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IEnumerable<IReadOnlyList<Interaction>> RecentUsers(int users, int mostOfUser, CancellationToken cancellation);
}
