using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;

namespace Kuajie.Platform.Recommendations;

/// <summary>What somebody wants recommended.</summary>
public sealed record RecommendationRequest
{
    /// <summary>The user's id in <see cref="UserDomain"/>.</summary>
    public required string UserId { get; init; }

    /// <summary>The domain the user id belongs to; null: the target domain if it knows the user, else the first other domain that does.</summary>
    public string? UserDomain { get; init; }

    /// <summary>The domain whose items are recommended.</summary>
    public required string TargetDomain { get; init; }

    /// <summary>Length of the list. Default 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Most reasons per item. Default 2; 0 leaves reasons out.</summary>
    public int MostReasons { get; init; } = 2;

    /// <summary>How to make the list diverse, or null to rank by score alone. Not together with <see cref="Exploration"/>.</summary>
    public ListDiversity? Diversity { get; init; }

    /// <summary>How to explore, or null to rank by score alone.</summary>
    public ListExploration? Exploration { get; init; }

    /// <summary>Seed of the exploration; null for one of the list's own, told with it.</summary>
    public ulong? Seed { get; init; }

    /// <summary>A model version instead of the one that serves.</summary>
    public string? ModelVersionId { get; init; }
}
