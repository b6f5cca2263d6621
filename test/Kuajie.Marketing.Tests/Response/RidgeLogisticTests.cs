using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

public sealed class RidgeLogisticTests
{
    [Fact]
    public void Fit_OneFeature_IsWhereTheSlopeOfThePenalisedLikelihoodVanishes()
    {
        LogisticRow[] rows =
        [
            LogisticRow.Of([-2], false),
            LogisticRow.Of([-1], true),
            LogisticRow.Of([0], false),
            LogisticRow.Of([1], true),
            LogisticRow.Of([2], true),
            LogisticRow.Of([2], false),
        ];

        var fit = RidgeLogistic.Fit(rows, 0.5);

        double Error(LogisticRow row) => row.Successes - fit.Probability(row.Features);
        Assert.Equal(0, rows.Sum(Error), 1e-7);
        Assert.Equal(0.5 * fit.Coefficients[0], rows.Sum(row => Error(row) * row.Features[0]), 1e-7);
    }

    /// <summary>A row of many is as good as many rows.</summary>
    [Fact]
    public void Fit_RowsTogether_IsWhatTheyAreOneByOne()
    {
        LogisticRow[] together = [new([1, 0], 5, 2), new([0, 1], 3, 3), new([1, 1], 4, 1)];
        LogisticRow[] single =
        [
            .. together.SelectMany(row =>
                Enumerable.Range(0, (int)row.Trials).Select(place => LogisticRow.Of(row.Features, place < row.Successes))
            ),
        ];

        var (one, other) = (RidgeLogistic.Fit(together, 1), RidgeLogistic.Fit(single, 1));

        Assert.All(one.Coefficients.Zip(other.Coefficients), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }
}
