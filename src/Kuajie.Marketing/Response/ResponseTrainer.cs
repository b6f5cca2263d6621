using Kuajie.Algorithms.Evaluation;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Response;

/// <summary>A training's report and the model that is served.</summary>
/// <param name="Report">What came of it.</param>
/// <param name="Model">The model chosen on validation rows; null where there is not enough data.</param>
/// <param name="All">Every contender's model, in the order of the report.</param>
public sealed record ResponseTraining(ResponseReport Report, ResponseModel? Model, IReadOnlyList<ResponseModel> All);

/// <summary>
/// Trains the base rate, a regression and boosted trees on the oldest rows, calibrates them on later ones, serves the simplest that no other is proven better than on still later ones, and tells how
/// good all of them are on the newest. One thread; the same rows and options give the same bytes.
/// </summary>
public sealed class ResponseTrainer
{
    /// <summary>Rows that are too few for any part of the split.</summary>
    public const int FewestRows = 50;

    /// <summary>Yes and no that are too few for any part of the split.</summary>
    public const int FewestOfClass = 5;

    private readonly ResponseOptions options;

    /// <summary>A trainer with these options.</summary>
    public ResponseTrainer(ResponseOptions? options = null) => this.options = options ?? new ResponseOptions();

    /// <summary>Trains and judges. O(rows · (columns² + trees · leaves) + resamples · rows).</summary>
    /// <param name="data">The rows.</param>
    /// <param name="progress">Told of every model fitted and judged, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends the work, between two models.</param>
    /// <exception cref="InvalidInputException">Options out of range, features that leak, values that are none; all of them at once.</exception>
    public ResponseTraining Train(ResponseData data, IProgress<AudienceProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        InvalidInputException.ThrowIfAny(ResponseFaults.Of(data, options));
        var split = ResponseSplit.Of(data.Rows, options);
        ResponsePart[] parts =
        [
            Part("train", split.Train),
            Part("calibration", split.Calibration),
            Part("choice", split.Choice),
            Part("test", split.Test),
        ];
        if (ResponseShortage.Of(data, parts, split) is { } shortage)
        {
            return new ResponseTraining(new ResponseReport(data.Outcome, parts, [], null, [], shortage), null, []);
        }
        return new ResponseContest(data, split, options, parts, progress).Run(cancellation);
    }

    private static ResponsePart Part(string name, ResponseRow[] rows) =>
        new(
            name,
            rows.Length,
            rows.Length == 0 ? 0 : rows.Average(row => row.Outcome),
            rows.Length == 0 ? null : rows[0].At,
            rows.Length == 0 ? null : rows[^1].At
        );
}
