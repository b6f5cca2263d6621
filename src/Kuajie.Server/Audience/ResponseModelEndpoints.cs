using Kuajie.Client.Audience;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Kuajie.Server.Problems;
using Kuajie.Server.Recommendations;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Audience;

/// <summary>What makes users of one's own domains respond: models trained beside the base rate and reported, in counts and coefficients.</summary>
internal static class ResponseModelEndpoints
{
    private const int MostDays = 365;
    private const int UsualDays = 14;
    private static readonly TimeSpan LongestTraining = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapPost("/domains/{domain}/response-models", Train)
            .WithTags("response models")
            .WithName("trainResponseModels")
            .LeavesNoActivity()
            .Allow(Scope.Manage, Role.Owner | Role.Growth | Role.Data, DomainNeed.Own);

    /// <summary>Trains response models of a domain and sets them beside the base rate. It takes seconds, of many interactions a minute; it ends with the request, and stores nothing.</summary>
    private static async Task<Ok<ResponseModelsResponse>> Train(
        string domain,
        ResponseModelRequest request,
        Workspace workspace,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var days = request.Days ?? UsualDays;
        if (days is < 1 or > MostDays)
        {
            throw RecommendationsTexts.OutOfRange("days", days, $"1 – {MostDays}");
        }
        if (request.Seed is < 0 and { } below)
        {
            throw RecommendationsTexts.OutOfRange("seed", below, "≥ 0");
        }
        var asked = new ResponseRequest
        {
            Domain = domain,
            Outcome = WireWords.Read("outcome", request.Outcome, ResponseOutcome.Conversion),
            Occasion = WireWords.Read("after", request.After, ResponseOccasion.View),
            Window = TimeSpan.FromDays(days),
            Options = new ResponseOptions { Seed = (ulong)(request.Seed ?? 1) },
        };
        var workflow = new ResponseWorkflow(workspace.Partners, workspace.Events, workspace.Catalog, workspace.Impressions);
        var report = await SolveDesk.SolveAsync(token => workflow.Train(asked, token).Report, clock, cancellation, LongestTraining);
        return TypedResults.Ok(ToResponse(report));
    }

    private static ResponseModelsResponse ToResponse(ResponseReport report) =>
        new(
            WireWords.Of($"{report.Outcome}"),
            [.. report.Parts.Select(part => new ResponseRowsResponse(part.Name, part.Rows, part.MeanOutcome, part.First, part.Last))],
            [.. report.Contenders.Select(ToResponse)],
            report.Chosen is { } chosen ? WireWords.Of($"{chosen}") : null,
            [.. report.Notes.Select(ResponseFeatureNames.Of)],
            report.Shortage?.ToString()
        );

    private static ResponseModelResponse ToResponse(ResponseContender model) =>
        new(
            WireWords.Of($"{model.Form}"),
            [
                .. model.Metrics.Select(metric => new ResponseMetricResponse(
                    metric.Name,
                    metric.Value.Mean,
                    metric.Value.Low,
                    metric.Value.High
                )),
            ],
            [.. model.Reliability.Select(bin => new ReliabilityResponse(bin.Rows, bin.Predicted, bin.Observed, bin.Low, bin.High))],
            model.Form == ResponseForm.BaseRate
                ? null
                : new ResponseMetricResponse("saved", model.OverBaseRate.Difference, model.OverBaseRate.Low, model.OverBaseRate.High),
            model.Coefficients.Count == 0
                ? null
                :
                [
                    .. model.Coefficients.Select(each => new CoefficientResponse(
                        each.Name,
                        each.PerUnit,
                        each.Low,
                        each.High,
                        each.PerDeviation,
                        each.OddsRatio
                    )),
                ],
            model.Trees == 0 ? null : model.Trees
        );
}
