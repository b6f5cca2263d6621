using Kuajie.Client.Audience;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Server.Problems;

namespace Kuajie.Server.Audience;

/// <summary>Response models as they are answered.</summary>
internal static class ResponseWire
{
    public static KeptResponseEntryResponse ToResponse(KeptResponseEntry entry)
    {
        if (entry.Summary is not { Request: var request, Report: var report })
        {
            return new KeptResponseEntryResponse(entry.Name, entry.KeptAt, IsDamaged: true);
        }
        var chosen = report.Contenders.SingleOrDefault(each => each.Form == report.Chosen);
        return new KeptResponseEntryResponse(
            entry.Name,
            entry.KeptAt,
            IsDamaged: false,
            WireWords.Of($"{report.Outcome}"),
            WireWords.Of($"{request.Occasion}"),
            request.Window.TotalDays,
            report.Chosen is { } form ? WireWords.Of($"{form}") : null,
            report.Parts[^1].Rows,
            chosen is null ? null : Saved(chosen)
        );
    }

    public static KeptResponseResponse ToResponse(KeptResponse kept)
    {
        var (request, calibration) = (kept.Summary.Request, kept.Model.Calibration);
        var isPlatt = calibration.Form == CalibrationForm.Platt;
        return new KeptResponseResponse(
            kept.Name,
            kept.KeptAt,
            WireWords.Of($"{request.Occasion}"),
            request.Window.TotalDays,
            (long)request.Options.Seed,
            request.TimeZone,
            request.OtherDomains,
            ToResponse(kept.Summary.Report),
            [.. kept.Model.Encoding.Features.Select(ToResponse)],
            new ResponseCalibrationResponse(
                WireWords.Of($"{calibration.Form}"),
                isPlatt ? calibration.Intercept : null,
                isPlatt ? calibration.Slope : null,
                calibration.Form == CalibrationForm.Isotonic ? calibration.Scores.Count : null
            )
        );
    }

    public static ResponsePredictionResponse ToResponse(UserResponse each, string user) =>
        new(
            user,
            each.Item.Domain,
            each.Item.ItemId,
            each.IsKnown,
            each.Prediction.Value,
            each.Prediction.Score,
            each.Prediction.Base,
            [
                .. each
                    .Prediction.Contributions.OrderByDescending(part => Math.Abs(part.Amount))
                    .Select(part => new ResponseContributionResponse(part.Feature, ResponseFeatureNames.Of(part.Feature), part.Amount)),
            ],
            each.Prediction.UnknownLevels
        );

    private static NormalisedFeatureResponse ToResponse(EncodedFeature feature) =>
        feature.Sort == FeatureSort.Number
            ? new NormalisedFeatureResponse(feature.Name, "number", feature.MissingRows, feature.Mean, feature.Deviation)
            : new NormalisedFeatureResponse(feature.Name, "category", feature.MissingRows, Levels: feature.Levels);

    private static ResponseMetricResponse? Saved(ResponseContender model) =>
        model.Form == ResponseForm.BaseRate
            ? null
            : new ResponseMetricResponse("saved", model.OverBaseRate.Difference, model.OverBaseRate.Low, model.OverBaseRate.High);

    public static ResponseModelsResponse ToResponse(ResponseReport report) =>
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
            Saved(model),
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
