using Kuajie.Client.Audience;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Faults;
using Kuajie.Server.Problems;
using Kuajie.Server.Recommendations;

namespace Kuajie.Server.Audience;

/// <summary>Long work on audiences as it is asked for and answered.</summary>
internal static class AudienceOrdersOnTheWire
{
    private const int MostDays = 365;

    /// <summary>What is asked for, with every default filled in.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="shared">Other domains whose part in what was shown may be counted.</param>
    /// <param name="timeZone">The domain's time zone.</param>
    /// <exception cref="KuajieException">Both or neither is asked for, or something is out of range.</exception>
    public static AudienceOrder ToOrder(AudienceRunRequest request, string domain, IReadOnlyList<string> shared, string timeZone) =>
        request switch
        {
            { Clusters: { } clusters, Responses: null } => new AudienceOrder(domain, Clusters: ToOrder(clusters)),
            { Clusters: null, Responses: { } responses } => new AudienceOrder(
                domain,
                Responses: ToOrder(responses, domain, shared, timeZone)
            ),
            _ => throw ServerTexts.FaultAt("clusters, responses", "one-of-two", "OneOfTwo"),
        };

    /// <summary>A run without what came of it.</summary>
    public static AudienceRunResponse ToResponse(AudienceRunRecord run) =>
        new(
            run.RunId,
            run.Order.Clusters is null ? "responses" : "clusters",
            WireWords.Of($"{run.State}"),
            run.RequestedBy,
            run.RequestedAt,
            run.StartedAt,
            run.EndedAt,
            run.FaultCode,
            run.FaultText
        )
        {
            ClustersAsked = run.Order.Clusters is { } clusters
                ? new ClustersRequest(
                    clusters.Clusterer.Fewest,
                    clusters.Clusterer.Most,
                    clusters.Clusterer.Seed,
                    clusters.SaveAs,
                    clusters.Use.IsWanted,
                    clusters.Use.VersionId
                )
                : null,
            ResponsesAsked = run.Order.Responses is { } responses
                ? new ResponseModelRequest(
                    WireWords.Of($"{responses.Request.Outcome}"),
                    WireWords.Of($"{responses.Request.Occasion}"),
                    (int)responses.Request.Window.TotalDays,
                    (long)responses.Request.Options.Seed,
                    responses.KeepAs
                )
                : null,
        };

    /// <summary>A message of a run's progress.</summary>
    /// <param name="step">The message.</param>
    /// <param name="withCounts">Whether users and what they did may be counted; else percent are told of what is known to the end, and nothing of the rest.</param>
    public static AudienceStepResponse ToResponse(AudienceStep step, bool withCounts)
    {
        var told = new AudienceStepResponse(
            step.At,
            WireWords.Of($"{step.Stage}"),
            step.Done,
            step.Total,
            step.RatePerSecond,
            step.SecondsLeft
        );
        return withCounts || step.Stage is not (AudienceStage.Reading or AudienceStage.Factors or AudienceStage.Rows)
            ? told
            : told with
            {
                Done = step.Total is { } all and > 0 ? 100 * step.Done / all : 0,
                Total = step.Total is null ? null : 100,
                RatePerSecond = null,
            };
    }

    private static ClusterOrder ToOrder(ClustersRequest request)
    {
        var usual = new ProfileClusterer();
        var clusterer = new ProfileClusterer
        {
            Fewest = request.Fewest ?? usual.Fewest,
            Most = request.Most ?? usual.Most,
            Seed = request.Seed ?? usual.Seed,
        };
        return new ClusterOrder(clusterer, new FactorUse(request.WithFactors ?? true, request.ModelVersion), request.SaveAs);
    }

    private static ResponseOrder ToOrder(ResponseModelRequest request, string domain, IReadOnlyList<string> shared, string timeZone)
    {
        if (request.Days is < 1 or > MostDays)
        {
            throw RecommendationsTexts.OutOfRange("days", request.Days, $"1 – {MostDays}");
        }
        if (request.Seed is < 0 and { } below)
        {
            throw RecommendationsTexts.OutOfRange("seed", below, "≥ 0");
        }
        var outcome = WireWords.Read("outcome", request.Outcome, ResponseOutcome.Conversion);
        return new ResponseOrder(
            new ResponseRequest
            {
                Domain = domain,
                Outcome = outcome,
                Occasion = WireWords.Read("after", request.After, ResponseRequest.UsualOccasion(outcome)),
                Window = TimeSpan.FromDays(request.Days ?? ResponseRequest.UsualDays(outcome)),
                OtherDomains = shared,
                TimeZone = timeZone,
                Options = new ResponseOptions { Seed = (ulong)(request.Seed ?? 1) },
            },
            request.KeepAs
        );
    }
}
