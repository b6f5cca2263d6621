using Kuajie.Algorithms.Evaluation;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Response;

/// <summary>One training: models, calibration, choice and test.</summary>
internal sealed class ResponseContest
{
    private readonly ResponseData data;
    private readonly ResponseSplit split;
    private readonly ResponseOptions options;
    private readonly IReadOnlyList<ResponsePart> parts;
    private readonly IProgress<AudienceProgress>? progress;
    private readonly bool isBinary;
    private readonly FeatureEncoding encoding;
    private readonly List<MarketingText> notes = [];
    private readonly EncodedRows train;
    private readonly EncodedRows calibration;
    private readonly EncodedRows choice;
    private readonly EncodedRows test;

    public ResponseContest(
        ResponseData data,
        ResponseSplit split,
        ResponseOptions options,
        IReadOnlyList<ResponsePart> parts,
        IProgress<AudienceProgress>? progress
    )
    {
        (this.data, this.split, this.options, this.parts, this.progress) = (data, split, options, parts, progress);
        isBinary = data.Outcome.IsBinary();
        encoding = FeatureEncoding.Fit(data.Features, split.Train, options.FewestRowsOfLevel);
        train = EncodedRows.Of(split.Train, encoding);
        calibration = EncodedRows.Of(split.Calibration, encoding);
        choice = EncodedRows.Of(split.Choice, encoding);
        test = EncodedRows.Of(split.Test, encoding);
    }

    public ResponseTraining Run(CancellationToken cancellation)
    {
        Note("NoteConstant", encoding.Constant());
        if (split.Purged > 0)
        {
            notes.Add(MarketingText.Of("NotePurged", split.Purged));
        }
        var models = new List<ResponseModel> { BaseRate() };
        IReadOnlyList<Coefficient> coefficients = [];
        var fitted = encoding.Columns.Count > 0 ? Enum.GetValues<ResponseForm>().Length - models.Count : 0;
        Tell(AudienceStage.Fitting, 0, fitted, cancellation);
        if (encoding.Columns.Count > 0)
        {
            var fit = LinearResponse.Fit(train.Rows, train.Outcomes, train.Groups, encoding.Columns, isBinary);
            Note("NoteToldByOthers", fit.ToldByOthers);
            coefficients = fit.Coefficients;
            models.Add(Model(ResponseForm.Regression, fit.Intercept, fit.Slopes, []));
            Tell(AudienceStage.Fitting, 1, fitted, cancellation);
            if (BoostedTrees.Fit(train.Rows, train.Outcomes, isBinary, options) is { } trees)
            {
                models.Add(Model(ResponseForm.Trees, 0, [], Kept(trees)));
            }
            else
            {
                notes.Add(MarketingText.Of("NoteNoTrees"));
            }
        }
        Tell(AudienceStage.Fitting, fitted, fitted, cancellation);
        ResponseModel[] calibrated = [.. models.Select(Calibrate)];
        var chosen = Choose(calibrated, cancellation);
        var contenders = Contenders(calibrated, coefficients, cancellation);
        var report = new ResponseReport(data.Outcome, parts, contenders, chosen.Form, notes, null);
        return new ResponseTraining(report, chosen, calibrated);
    }

    private void Tell(AudienceStage stage, int done, int total, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new AudienceProgress(stage, done, total));
    }

    /// <summary>Each model but the first is held against another on the choosing rows, and each one judged on the test rows.</summary>
    private void TellJudged(int done, ResponseModel[] models, CancellationToken cancellation) =>
        Tell(AudienceStage.Judging, done, (2 * models.Length) - 1, cancellation);

    private void Note(string code, IEnumerable<string> names)
    {
        var found = names.ToArray();
        if (found.Length > 0)
        {
            notes.Add(MarketingText.Of(code, string.Join(", ", found)));
        }
    }

    private ResponseModel BaseRate()
    {
        var mean = train.Outcomes.Average();
        return Model(ResponseForm.BaseRate, isBinary ? Logit.Of(mean) : mean, [], []);
    }

    private ResponseModel Model(ResponseForm form, double start, IReadOnlyList<double> slopes, IReadOnlyList<RegressionTree> trees) =>
        new(ResponseModel.ModelFile.Of(data.Outcome, form, encoding, start, slopes, trees, train.Rows.Length, options.Seed));

    /// <summary>As many trees as lose least on the calibration rows, the fewest of equals.</summary>
    private RegressionTree[] Kept(RegressionTree[] trees)
    {
        var scores = new double[calibration.Rows.Length];
        var (least, kept) = (double.PositiveInfinity, 1);
        for (var tree = 0; tree < trees.Length; tree++)
        {
            var loss = 0.0;
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] += trees[tree].Values[trees[tree].Leaf(calibration.Rows[row])];
                var (score, outcome) = (scores[row], calibration.Outcomes[row]);
                loss += isBinary ? Logit.OnePlusExponential(score) - (outcome * score) : (outcome - score) * (outcome - score);
            }
            (least, kept) = loss < least ? (loss, tree + 1) : (least, kept);
        }
        return trees[..kept];
    }

    private ResponseModel Calibrate(ResponseModel model) =>
        isBinary
            ? model.With(Calibration.Fit(options.Calibration, [.. calibration.Rows.Select(model.Score)], calibration.Outcomes))
            : model;

    /// <summary>From simple to flexible, the next takes over only where it is better beyond doubt.</summary>
    private ResponseModel Choose(ResponseModel[] models, CancellationToken cancellation)
    {
        var scores = new ResponseScores(choice.Outcomes, choice.Groups, isBinary, options.Resamples, options.Seed);
        var best = models[0];
        foreach (var (place, model) in models.Skip(1).Index())
        {
            TellJudged(place, models, cancellation);
            if (scores.Gain(choice.Predictions(best), choice.Predictions(model)).Low > 0)
            {
                best = model;
            }
        }
        return best;
    }

    private ResponseContender[] Contenders(ResponseModel[] models, IReadOnlyList<Coefficient> coefficients, CancellationToken cancellation)
    {
        var scores = new ResponseScores(test.Outcomes, test.Groups, isBinary, options.Resamples, options.Seed + 1);
        double[][] predictions = [.. models.Select(test.Predictions)];
        var regression = Array.FindIndex(models, model => model.Form == ResponseForm.Regression);
        var contenders = new ResponseContender[models.Length];
        for (var place = 0; place < models.Length; place++)
        {
            TellJudged(models.Length - 1 + place, models, cancellation);
            var form = models[place].Form;
            contenders[place] = new ResponseContender(
                form,
                scores.Metrics(predictions[place]),
                ReliabilityBin.Of(predictions[place], test.Outcomes, isBinary),
                scores.Gain(predictions[0], predictions[place]),
                form == ResponseForm.Trees && regression > 0 ? scores.Gain(predictions[regression], predictions[place]) : null,
                form == ResponseForm.Regression ? coefficients : [],
                models[place].TreeCount
            );
        }
        TellJudged((2 * models.Length) - 1, models, cancellation);
        return contenders;
    }
}
