using System.Text.Json;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Client.Training;
using Kuajie.Platform.Access;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Evaluation;
using Kuajie.Platform.Training.Runs;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Training;

/// <summary>The registry of a domain's model versions: listed, compared, let serve, rolled back.</summary>
internal static class ModelEndpoints
{
    private const Role Promoters = Role.Owner | Role.Data;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var models = v1.MapGroup("/domains/{domain}/models").WithTags("models");
        models.MapGet("", List).WithName("listModels").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        models.MapGet("/serving", Serving).WithName("listServing").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        models.MapGet("/compare", Compare).WithName("compareModels").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        models.MapGet("/{version}", Get).WithName("getModel").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        models.MapPost("/{version}/promote", Promote).WithName("promoteModel").Allow(Scope.Manage, Promoters, DomainNeed.Own);
        models.MapPost("/roll-back", RollBack).WithName("rollBackModel").Allow(Scope.Manage, Promoters, DomainNeed.Own);
    }

    /// <summary>The versions that recommend this domain's items, newest first, with whom they serve now.</summary>
    internal static Ok<IReadOnlyList<ModelVersionResponse>> List(string domain, IWorkspace workspace)
    {
        var serving = workspace.Models.ServingAll();
        return TypedResults.Ok<IReadOnlyList<ModelVersionResponse>>([
            .. workspace.Models.All().Where(version => version.TargetDomain == domain).Select(version => ToResponse(version, serving)),
        ]);
    }

    /// <summary>The directions that are served towards this domain: by which version, since when, and what served before.</summary>
    internal static Ok<IReadOnlyList<ServingResponse>> Serving(string domain, IWorkspace workspace) =>
        TypedResults.Ok<IReadOnlyList<ServingResponse>>([
            .. workspace
                .Models.ServingAll()
                .Where(place => place.TargetDomain == domain)
                .Select(place => new ServingResponse(
                    place.SourceDomain,
                    place.VersionId,
                    workspace.Models.ServingSince(place.SourceDomain, domain)!.Value,
                    workspace.Models.Served(place.SourceDomain, domain) is [_, var before, ..] ? before : null
                )),
        ]);

    /// <summary>One version.</summary>
    internal static Ok<ModelVersionResponse> Get(string domain, string version, IWorkspace workspace) =>
        TypedResults.Ok(ToResponse(Find(domain, version, workspace), workspace.Models.ServingAll()));

    /// <summary>
    /// Compares two versions on what users took up after both were trained: the same users, each one's first new item, ranked among all items. It favours the
    /// version that served meanwhile, since people mostly take up what they are shown.
    /// </summary>
    internal static Ok<VersionComparisonResponse> Compare(
        string domain,
        string first,
        string second,
        IWorkspace workspace,
        CancellationToken cancellation
    )
    {
        var verdict = new VersionComparer(workspace).Compare(
            Find(domain, first, workspace),
            Find(domain, second, workspace),
            VersionComparer.DefaultUsers,
            cancellation
        );
        return TypedResults.Ok(ToResponse(verdict));
    }

    /// <summary>Lets a version serve, from the next request on.</summary>
    internal static Ok<ModelVersionResponse> Promote(
        string domain,
        string version,
        ServingRequest request,
        IWorkspace workspace,
        ServingChanges changes
    )
    {
        var found = Find(domain, version, workspace);
        workspace.Models.Promote(found.VersionId, request.Source);
        changes.Tell();
        return TypedResults.Ok(ToResponse(found, workspace.Models.ServingAll()));
    }

    /// <summary>Lets the version that served before serve again, from the next request on.</summary>
    internal static Ok<ModelVersionResponse> RollBack(
        string domain,
        ServingRequest request,
        HttpContext context,
        IWorkspace workspace,
        ServingWatch watch,
        ServingChanges changes
    )
    {
        var back = watch.RollBack(request.Source, domain);
        context.Note().Object = back.VersionId;
        changes.Tell();
        return TypedResults.Ok(ToResponse(back, workspace.Models.ServingAll()));
    }

    private static ModelVersion Find(string domain, string versionId, IWorkspace workspace) =>
        workspace.Models.Find(versionId) is { } version && string.Equals(version.TargetDomain, domain, StringComparison.Ordinal)
            ? version
            : throw TrainingFaults.UnknownVersion(versionId, domain);

    private static ModelVersionResponse ToResponse(ModelVersion version, IReadOnlyList<ServingPlace> serving)
    {
        var metrics = VersionMetrics.Of(version);
        return new(
            version.VersionId,
            version.Model,
            version.Domains,
            version.TrainedAt,
            version.TrainingSeconds,
            [.. serving.Where(place => place.VersionId == version.VersionId).Select(place => place.SourceDomain ?? place.TargetDomain)],
            JsonDocument.Parse(version.OptionsJson).RootElement,
            version.Seed,
            version.DataHash,
            version.CodeVersion,
            metrics.Choice,
            metrics.Quality is { } quality ? ToResponse(quality) : null
        );
    }

    private static ModelQualityResponse ToResponse(ModelQuality quality) =>
        new(
            quality.Users,
            ToResponse(quality.Model.Ndcg),
            ToResponse(quality.Model.HitRate),
            ToResponse(quality.Popularity.Ndcg),
            ToResponse(quality.Popularity.HitRate),
            ToResponse(quality.Difference),
            [
                .. quality.Segments.Select(segment => new SegmentQualityResponse(
                    segment.Segment,
                    segment.Users,
                    ToResponse(segment.Model.Ndcg),
                    ToResponse(segment.Popularity.Ndcg)
                )),
            ]
        );

    private static MetricResponse ToResponse(MetricInterval metric) => new(metric.Mean, metric.Low, metric.High);

    private static VersionComparisonResponse ToResponse(VersionComparison verdict) =>
        new(
            verdict.First,
            verdict.Second,
            verdict.Since,
            verdict.Users,
            verdict.IsConclusive,
            verdict.FirstNdcg,
            verdict.SecondNdcg,
            verdict.FirstHitRate,
            verdict.SecondHitRate,
            verdict.Difference.Difference,
            verdict.Difference.Low,
            verdict.Difference.High
        );
}
