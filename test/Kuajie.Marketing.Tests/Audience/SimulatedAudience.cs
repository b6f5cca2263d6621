using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Audience;

namespace Kuajie.Marketing.Tests.Audience;

/// <summary>Users of a few kinds, each fond of its own tags, or of all alike.</summary>
internal static class SimulatedAudience
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Today = Start.AddDays(90);
    private static readonly string[] Tags = ["running", "cars", "tea", "history", "games", "chess"];

    /// <summary>Kind k prefers tags 2k and 2k + 1 with the given share of its events; user ids are <c>k-n</c>.</summary>
    public static IReadOnlyList<UserProfile> Profiles(int users, int kinds, double fondness, ulong seed = 7)
    {
        var tallies = Enumerable
            .Range(0, users)
            .Select(number =>
                (Id: $"{number % kinds}-{number}", Tally: Tally(number % kinds, fondness, SplittableRandom.Stream(seed, (ulong)number)))
            )
            .ToArray();
        var builder = new ProfileBuilder(AudienceBase.Of(tallies.Select(each => each.Tally), Today));
        return [.. tallies.Select(each => builder.Of(each.Id, each.Tally, Today)!)];
    }

    public static int KindOf(string userId) => userId[0] - '0';

    private static UserTally Tally(int kind, double fondness, SplittableRandom random)
    {
        var tally = new UserTally();
        for (var left = 10 + random.NextInteger(20); left > 0; left--)
        {
            var own = (2 * kind) + random.NextInteger(2);
            var tag = Tags[random.NextDouble() < fondness ? own : random.NextInteger(Tags.Length)];
            tally.Add(
                new AudienceEvent($"{tag}-{random.NextInteger(5)}", Start.AddMinutes(random.NextInteger(90 * 24 * 60)), 1) { Tags = [tag] }
            );
        }
        return tally;
    }
}
