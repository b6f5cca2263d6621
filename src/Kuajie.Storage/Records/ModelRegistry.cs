using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Training;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Model versions and promotions in the records.</summary>
public sealed class ModelRegistry(RecordsDatabase database, TimeProvider clock) : IModelRegistry
{
    private const string InDomain = "";
    private static readonly TextSource Texts = TextSource.Of(typeof(ModelRegistry));

    /// <inheritdoc/>
    public void Add(ModelVersion version)
    {
        using var context = database.OpenContext();
        context.ModelVersions.Add(version);
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public void Remove(string versionId)
    {
        using var context = database.OpenContext();
        context.Promotions.RemoveRange(context.Promotions.Where(promotion => promotion.VersionId == versionId));
        context.ModelVersions.RemoveRange(context.ModelVersions.Where(version => version.VersionId == versionId));
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public void AddServing(ModelVersion version, IReadOnlyList<string> sourceDomains)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(sourceDomains);
        string?[] sources = sourceDomains.Count == 0 ? [null] : [.. sourceDomains];
        using var context = database.OpenContext();
        Array.ForEach(sources, source => CheckSource(version, source));
        using var transaction = context.Database.BeginTransaction();
        context.ModelVersions.Add(version);
        context.SaveChanges();
        Array.ForEach(sources, source => AddPromotion(context, version, source));
        transaction.Commit();
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelVersion> All()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .ModelVersions.AsNoTracking()
                .AsEnumerable()
                .OrderByDescending(version => version.TrainedAt)
                .ThenByDescending(version => version.VersionId, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public ModelVersion? Find(string versionId)
    {
        using var context = database.OpenContext();
        return Find(context, versionId);
    }

    /// <inheritdoc/>
    public void Promote(string versionId, string? sourceDomain)
    {
        using var context = database.OpenContext();
        var version =
            Find(context, versionId)
            ?? throw Texts.Fault("unknown-model-version", "UnknownVersion", arguments: [versionId, context.ModelVersions.Count()]);
        CheckSource(version, sourceDomain);
        AddPromotion(context, version, sourceDomain);
    }

    /// <inheritdoc/>
    public ModelVersion? Serving(string? sourceDomain, string targetDomain)
    {
        var source = sourceDomain ?? InDomain;
        using var context = database.OpenContext();
        var latest = context
            .Promotions.AsNoTracking()
            .Where(promotion => promotion.SourceDomain == source && promotion.TargetDomain == targetDomain)
            .OrderByDescending(promotion => promotion.PromotionId)
            .FirstOrDefault();
        return latest is null ? null : Find(context, latest.VersionId);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Served(string? sourceDomain, string targetDomain)
    {
        var source = sourceDomain ?? InDomain;
        using var context = database.OpenContext();
        return
        [
            .. context
                .Promotions.AsNoTracking()
                .Where(promotion => promotion.SourceDomain == source && promotion.TargetDomain == targetDomain)
                .OrderByDescending(promotion => promotion.PromotionId)
                .Select(promotion => promotion.VersionId)
                .AsEnumerable()
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public DateTimeOffset? ServingSince(string? sourceDomain, string targetDomain)
    {
        var source = sourceDomain ?? InDomain;
        using var context = database.OpenContext();
        return context
            .Promotions.AsNoTracking()
            .Where(promotion => promotion.SourceDomain == source && promotion.TargetDomain == targetDomain)
            .OrderByDescending(promotion => promotion.PromotionId)
            .FirstOrDefault()
            ?.PromotedAt;
    }

    /// <inheritdoc/>
    public ModelVersion? RollBack(string? sourceDomain, string targetDomain)
    {
        var source = sourceDomain ?? InDomain;
        using var context = database.OpenContext();
        var promotions = context
            .Promotions.Where(promotion => promotion.SourceDomain == source && promotion.TargetDomain == targetDomain)
            .OrderByDescending(promotion => promotion.PromotionId)
            .ToArray();
        var present = promotions.TakeWhile(promotion => promotion.VersionId == promotions[0].VersionId).ToArray();
        if (present.Length == promotions.Length)
        {
            return null;
        }
        context.Promotions.RemoveRange(present);
        context.SaveChanges();
        return Find(context, promotions[present.Length].VersionId);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ServingPlace> ServingAll()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Promotions.AsNoTracking()
                .AsEnumerable()
                .GroupBy(promotion => (promotion.TargetDomain, promotion.SourceDomain))
                .OrderBy(direction => direction.Key.TargetDomain, StringComparer.Ordinal)
                .ThenBy(direction => direction.Key.SourceDomain, StringComparer.Ordinal)
                .Select(direction => direction.MaxBy(promotion => promotion.PromotionId)!)
                .Select(latest => new ServingPlace(
                    latest.SourceDomain == InDomain ? null : latest.SourceDomain,
                    latest.TargetDomain,
                    latest.VersionId
                )),
        ];
    }

    private static void CheckSource(ModelVersion version, string? sourceDomain)
    {
        if (sourceDomain is not null && (sourceDomain == version.TargetDomain || !version.Domains.Contains(sourceDomain)))
        {
            throw Texts.Fault(
                "wrong-source-domain",
                "WrongSource",
                arguments:
                [
                    version.VersionId,
                    sourceDomain,
                    string.Join(", ", version.Domains.Except([version.TargetDomain])),
                    version.TargetDomain,
                ]
            );
        }
    }

    private void AddPromotion(RecordsContext context, ModelVersion version, string? sourceDomain)
    {
        context.Promotions.Add(new Promotion(0, sourceDomain ?? InDomain, version.TargetDomain, version.VersionId, clock.GetUtcNow()));
        context.SaveChanges();
    }

    private static ModelVersion? Find(RecordsContext context, string versionId) =>
        context.ModelVersions.AsNoTracking().SingleOrDefault(version => version.VersionId == versionId);
}
