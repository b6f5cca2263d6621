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

    /// <summary>A model version instead of the one that serves.</summary>
    public string? ModelVersionId { get; init; }
}
