using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience.LookAlikes;

/// <summary>A feature that speaks for or against a user's likeness.</summary>
/// <param name="Feature">Its name, as in <see cref="Clustering.FeatureSchema.Names"/>.</param>
/// <param name="Contribution">What it adds to the log odds.</param>
public readonly record struct LikenessReason(string Feature, double Contribution);

/// <summary>A user like the seeds.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Score">Probability of being among the seeds, as they were drawn: orders the users.</param>
/// <param name="Likeness">Probability of being of the seeds' kind, if the seeds are a random part of their kind: score / mean score of held-out seeds (Elkan and Noto, KDD 2008), at most 1.</param>
/// <param name="Reasons">The three features that speak most for it.</param>
public sealed record LookAlike(string UserId, double Score, double Likeness, IReadOnlyList<LikenessReason> Reasons);

/// <summary>Users like some seeds, and how far the order can be trusted.</summary>
/// <param name="Ranked">Users that are no seeds, the likest first.</param>
/// <param name="Rows">The model beside activity and chance, on held-out seeds; empty where there is not enough data.</param>
/// <param name="Seeds">Seeds that have a profile.</param>
/// <param name="Shortage">What there is too little of; null where there is enough.</param>
public sealed record LookAlikeAnswer(IReadOnlyList<LookAlike> Ranked, IReadOnlyList<RankingRow> Rows, int Seeds, MarketingText? Shortage);
