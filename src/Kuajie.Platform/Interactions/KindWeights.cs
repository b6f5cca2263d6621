namespace Kuajie.Platform.Interactions;

/// <summary>How much one interaction of each kind counts when a dataset is built. Recorded with every model.</summary>
public sealed record KindWeights
{
    /// <summary>Weight of one interaction of each kind; a kind that is absent counts nothing.</summary>
    public required IReadOnlyDictionary<InteractionKind, double> Weights { get; init; }

    /// <summary>A rating below this counts nothing; default 0, so every rating counts.</summary>
    public double MinimumRating { get; init; }

    /// <summary>Seconds watched that count as one full watch; fewer count in proportion, more count as one. Default 600.</summary>
    public double FullWatchSeconds { get; init; } = 600;

    /// <summary>What one interaction counts.</summary>
    /// <param name="kind">What was done.</param>
    /// <param name="value">Seconds watched for a watch, the rating for a rating; ignored otherwise.</param>
    public double WeightOf(InteractionKind kind, double? value) =>
        (kind, value) switch
        {
            (InteractionKind.Rating, { } rating) when rating < MinimumRating => 0,
            (InteractionKind.Watch, { } seconds) => Weights.GetValueOrDefault(kind) * Math.Clamp(seconds / FullWatchSeconds, 0, 1),
            _ => Weights.GetValueOrDefault(kind),
        };

    /// <summary>Paying and finishing speak louder than looking: purchase and enrol 5, complete 6, gift 4, favourite, share and rating 3, like, comment and watch 2, click and search 1, view 0.5.</summary>
    public static KindWeights Default { get; } =
        new()
        {
            Weights = new Dictionary<InteractionKind, double>
            {
                [InteractionKind.View] = 0.5,
                [InteractionKind.Search] = 1,
                [InteractionKind.Click] = 1,
                [InteractionKind.Like] = 2,
                [InteractionKind.Favourite] = 3,
                [InteractionKind.Comment] = 2,
                [InteractionKind.Share] = 3,
                [InteractionKind.Enrol] = 5,
                [InteractionKind.Purchase] = 5,
                [InteractionKind.Complete] = 6,
                [InteractionKind.Watch] = 2,
                [InteractionKind.Gift] = 4,
                [InteractionKind.Rating] = 3,
            },
        };
}
