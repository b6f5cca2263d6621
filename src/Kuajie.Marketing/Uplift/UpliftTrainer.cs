using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Uplift;

/// <summary>Learns the effect of a treatment in every way there is and judges them on people who were not learnt from.</summary>
/// <param name="options">How.</param>
public sealed class UpliftTrainer(UpliftOptions options)
{
    /// <summary>Fewest people of an arm in either part; with fewer there is nothing to learn or to judge by.</summary>
    public const int FewestOfArm = 200;

    /// <summary>
    /// Learns and judges. The model that is kept is the one whose order brings most over chance on the test rows, and none where no order is better than chance: treating everybody, or nobody, is then as
    /// good as anything. O(learners · folds · trees · rows · features).
    /// </summary>
    /// <param name="data">People of an experiment.</param>
    /// <param name="policy">What outcomes are worth and treatments cost.</param>
    /// <exception cref="InvalidInputException">Something is wrong with the inputs; all of it is said.</exception>
    public UpliftTraining Train(UpliftData data, ProfitPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(policy);
        InvalidInputException.ThrowIfAny(UpliftFaults.Of(data, options, policy));
        var (train, test) = Split(data.Rows);
        if (Shortage(data, train, test) is { } shortage)
        {
            return new UpliftTraining(null, new UpliftReport(train.Length, test.Length, [], null, null, null, shortage));
        }
        var encoding = FeatureEncoding.Fit(
            data.Features,
            [.. train.Select(row => new ResponseRow(default, row.Values, row.Outcome))],
            options.FewestRowsOfLevel
        );
        var learning = new UpliftLearning(
            [.. train.Select(row => encoding.Encode(row.Values))],
            [.. train.Select(row => row.IsTreated)],
            [.. train.Select(row => row.Outcome)],
            [.. train.Select(row => row.Propensity)],
            options
        );
        UpliftModel[] models;
        try
        {
            models = [.. Enum.GetValues<UpliftLearner>().Select(learner => new UpliftModel(learner, encoding, learning.Learn(learner)))];
        }
        catch (PlatformNotSupportedException)
        {
            var missing = MarketingText.Of("UpliftNoLibrary");
            return new UpliftTraining(
                null,
                new UpliftReport(train.Length, test.Length, [], null, policy.Profit(_ => true, test), Effect(test), missing)
            );
        }
        UpliftContender[] contenders = [.. models.Select(model => Judge(model, test, policy))];
        var best = contenders.Where(contender => contender.Curve.IsBetterThanChance).MaxBy(contender => contender.Curve.Qini);
        return new UpliftTraining(
            best is null ? null : models.Single(model => model.Learner == best.Learner),
            new UpliftReport(
                train.Length,
                test.Length,
                contenders,
                best?.Learner,
                policy.Profit(_ => true, test),
                Effect(test),
                best is null ? MarketingText.Of("UpliftNoOrder") : null
            )
        );
    }

    private UpliftContender Judge(UpliftModel model, UpliftRow[] test, ProfitPolicy policy)
    {
        double[] effects = [.. test.Select(row => model.Effect(row.Values))];
        return new UpliftContender(
            model.Learner,
            QiniCurve.Of(effects, test, options.Resamples, options.Seed),
            policy.Profit(place => policy.Treats(effects[place]), test)
        );
    }

    /// <summary>The effect on everybody, by inverse propensities.</summary>
    private static PolicyProfit Effect(UpliftRow[] test) => new ProfitPolicy(1, 0).Profit(_ => true, test);

    private (UpliftRow[] Train, UpliftRow[] Test) Split(IReadOnlyList<UpliftRow> rows)
    {
        var (train, test) = (new List<UpliftRow>(), new List<UpliftRow>());
        for (var place = 0; place < rows.Count; place++)
        {
            var random = SplittableRandom.Stream(options.Seed, (ulong)place);
            (random.NextDouble() < options.TestShare ? test : train).Add(rows[place]);
        }
        return ([.. train], [.. test]);
    }

    private static MarketingText? Shortage(UpliftData data, UpliftRow[] train, UpliftRow[] test)
    {
        if (data.Features.Count == 0)
        {
            return MarketingText.Of("ShortageFeatures");
        }
        foreach (var part in new[] { train, test })
        {
            var treated = part.Count(row => row.IsTreated);
            if (Math.Min(treated, part.Length - treated) < FewestOfArm)
            {
                return MarketingText.Of("ShortageArm", treated, part.Length - treated, FewestOfArm);
            }
        }
        return train.All(row => row.Outcome.Equals(train[0].Outcome))
            ? MarketingText.Of("ShortageOutcome", train.Length, train[0].Outcome)
            : null;
    }
}

/// <summary>What a training brought.</summary>
/// <param name="Model">The model that is kept, or null where there is none.</param>
/// <param name="Report">How it was judged.</param>
public sealed record UpliftTraining(UpliftModel? Model, UpliftReport Report);

/// <summary>How uplift models were judged on people who were not learnt from.</summary>
/// <param name="TrainRows">People learnt from.</param>
/// <param name="TestRows">People judged on.</param>
/// <param name="Contenders">Each way to learn.</param>
/// <param name="Chosen">The one that is kept, or null.</param>
/// <param name="Everybody">What treating everybody earns.</param>
/// <param name="Effect">The effect on everybody, in units of the outcome.</param>
/// <param name="Reason">Why nothing is kept; null where something is.</param>
public sealed record UpliftReport(
    int TrainRows,
    int TestRows,
    IReadOnlyList<UpliftContender> Contenders,
    UpliftLearner? Chosen,
    PolicyProfit? Everybody,
    PolicyProfit? Effect,
    MarketingText? Reason
);

/// <summary>A way to learn an effect, judged.</summary>
/// <param name="Learner">The way.</param>
/// <param name="Curve">Its order of people.</param>
/// <param name="Profit">What treating whom it says to treat earns over treating nobody.</param>
public sealed record UpliftContender(UpliftLearner Learner, QiniCurve Curve, PolicyProfit Profit);
