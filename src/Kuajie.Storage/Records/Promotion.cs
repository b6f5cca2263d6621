namespace Kuajie.Storage.Records;

/// <summary>That a model version began to serve a direction. The latest row of a direction counts; earlier ones tell what served before.</summary>
/// <param name="PromotionId">Numbered by the database, ascending.</param>
/// <param name="SourceDomain">Source domain, or the empty string for in-domain (a key column cannot be null).</param>
/// <param name="TargetDomain">Target domain.</param>
/// <param name="VersionId">The version that serves.</param>
/// <param name="PromotedAt">Since when.</param>
internal sealed record Promotion(long PromotionId, string SourceDomain, string TargetDomain, string VersionId, DateTimeOffset PromotedAt);
