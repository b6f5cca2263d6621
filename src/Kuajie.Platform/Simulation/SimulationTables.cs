using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Simulation;

/// <summary>A simulation's report as tables, each named after the file it becomes.</summary>
public static class SimulationTables
{
    private static readonly TableColumn[] DayColumns = Columns(
        "day",
        "date",
        "domain",
        "visits",
        "exposures",
        "expected_conversions",
        "conversions",
        "expected_own_purchases",
        "own_purchases",
        "mean_match"
    );

    private static readonly TableColumn[] ArmColumns = Columns(
        "domain",
        "arm",
        "true_conversions_per_user",
        "true_converters_per_user",
        "true_lift",
        "potential_lift",
        "observed_units",
        "observed_exposures",
        "observed_conversions",
        "observed_lift",
        "observed_lift_low",
        "observed_lift_high",
        "true_own_lift",
        "observed_own_lift",
        "observed_own_lift_low",
        "observed_own_lift_high",
        "value_minor_units_per_user"
    );

    private static readonly TableColumn[] OptimumColumns = Columns(
        "domain",
        "lever",
        "setting",
        "conversions_per_user",
        "value_minor_units_per_user",
        "is_best"
    );

    /// <summary>The days of both sides: <c>days.csv</c>.</summary>
    public static Table Days(SimulationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return TableWriting.Of(
            "days.csv",
            DayColumns,
            report.Days.Select(day =>
                new object?[]
                {
                    day.Day,
                    day.Date,
                    day.Domain,
                    day.Visits,
                    day.Exposures,
                    day.ExpectedConversions,
                    day.Conversions,
                    day.ExpectedOwnPurchases,
                    day.OwnPurchases,
                    day.MeanMatch,
                }
            )
        );
    }

    /// <summary>The truth of each arm beside what was observed: <c>arms.csv</c>.</summary>
    public static Table Arms(SimulationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return TableWriting.Of(
            "arms.csv",
            ArmColumns,
            from side in report.Sides
            from pair in side.Truth.Arms.Zip(side.Observed)
            let lift = pair.Second.Effect?.Relative
            let own = pair.Second.OwnEffect?.Relative
            select new object?[]
            {
                side.Domain,
                pair.First.Name,
                pair.First.ConversionsPerUser,
                pair.First.ConvertersPerUser,
                pair.First.Lift,
                pair.First.HappenedLift,
                pair.Second.Units,
                pair.Second.Exposures,
                pair.Second.Conversions,
                lift?.Value,
                lift?.Low,
                lift?.High,
                pair.First.OwnLift,
                own?.Value,
                own?.Low,
                own?.High,
                pair.First.ValueMinorUnitsPerUser,
            }
        );
    }

    /// <summary>What each arm, the best arm of each user, and each setting of price and exposure limit is worth: <c>optimum.csv</c>.</summary>
    public static Table Optimum(SimulationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return TableWriting.Of("optimum.csv", OptimumColumns, report.Sides.SelectMany(Optimum));
    }

    private static IEnumerable<object?[]> Optimum(SimulatedSideReport side)
    {
        var truth = side.Truth;
        foreach (var arm in truth.Arms)
        {
            var isBest = string.Equals(arm.Name, truth.BestArm, StringComparison.Ordinal);
            yield return [side.Domain, "arm", arm.Name, arm.ConversionsPerUser, arm.ValueMinorUnitsPerUser, isBest];
        }
        yield return [side.Domain, "arm", "best-of-each-user", null, truth.PersonalValueMinorUnitsPerUser, null];
        foreach (var price in truth.Prices)
        {
            yield return
            [
                side.Domain,
                "price-factor",
                price.Setting,
                price.ConversionsPerUser,
                price.ValueMinorUnitsPerUser,
                price == truth.BestPrice,
            ];
        }
        foreach (var limit in truth.ExposureLimits)
        {
            yield return
            [
                side.Domain,
                "exposures-per-week",
                limit.Setting,
                limit.ConversionsPerUser,
                limit.ValueMinorUnitsPerUser,
                limit == truth.BestExposureLimit,
            ];
        }
    }

    private static TableColumn[] Columns(params string[] names) => [.. names.Select(name => new TableColumn(name, name))];
}
