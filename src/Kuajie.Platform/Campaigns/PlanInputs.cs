using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Texts;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>The tables of an ad plan.</summary>
/// <param name="Placements">Where exposures can go.</param>
public sealed record PlanTables(Table Placements)
{
    /// <summary>Response curves; null where they are fitted.</summary>
    public Table? Curves { get; init; }

    /// <summary>What exposures brought, to fit curves that are not given; null for none.</summary>
    public Table? Observations { get; init; }

    /// <summary>What experiments found; null for none.</summary>
    public Table? Experiments { get; init; }

    /// <summary>Inventory expected, for placements that name none; null for none.</summary>
    public Table? Inventory { get; init; }

    /// <summary>Budgets of single days; null for none.</summary>
    public Table? DayBudgets { get; init; }
}

/// <summary>What a plan is asked for beside its tables.</summary>
/// <param name="BudgetMinorUnits">Total budget.</param>
/// <param name="Currency">Currency of all amounts.</param>
/// <param name="TimeZone">IANA name of the zone whose days have budgets; placements in other zones are converted.</param>
public sealed record PlanWish(long BudgetMinorUnits, string Currency, string TimeZone = "Asia/Shanghai")
{
    /// <summary>Exposures per user and placement at most; null for any.</summary>
    public double? FrequencyPerUser { get; init; }

    /// <summary>Whether to plan for the worst the curves' uncertainty allows.</summary>
    public bool IsRobust { get; init; }

    /// <summary>Whether forecast inventory counts at its lower end.</summary>
    public bool IsCautious { get; init; }

    /// <summary>Form of curves that are fitted.</summary>
    public CurveForm Form { get; init; } = CurveForm.Hill;
}

/// <summary>A placement that takes no part, and why.</summary>
/// <param name="Name">The placement.</param>
/// <param name="Why">The reason in words.</param>
public sealed record LeftOutPlacement(string Name, MarketingText Why);

/// <summary>A plan's inputs as read: the problem, its curves, and what takes no part.</summary>
/// <param name="Source">Where the placements come from.</param>
/// <param name="Problem">The problem.</param>
/// <param name="Curves">The curves by name, in order.</param>
/// <param name="CurveOf">Name of the curve of each placement of the problem.</param>
/// <param name="LeftOut">Placements whose curve has too little data.</param>
public sealed record PlanInputs(
    string Source,
    AdPlanProblem Problem,
    IReadOnlyList<NamedCurve> Curves,
    IReadOnlyDictionary<string, string> CurveOf,
    IReadOnlyList<LeftOutPlacement> LeftOut
)
{
    /// <summary>Reads the inputs. Curves that are given come before curves that are fitted.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static PlanInputs Read(PlanTables tables, PlanWish wish)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(wish);
        var curves = CurvesOf(tables, wish.Form);
        var faults = new InputFaults();
        var placements = new PlacementReading(tables, wish, curves, faults);
        var budgets = DayBudgets(tables.DayBudgets, wish.Currency, faults);
        var found = placements.Read();
        faults.ThrowIfAny();
        var problem = new AdPlanProblem([.. found.Select(each => each.Placement)], wish.Currency, wish.BudgetMinorUnits)
        {
            DayBudgetsMinorUnits = budgets,
            FrequencyPerUser = wish.FrequencyPerUser,
            IsRobust = wish.IsRobust,
        };
        return new PlanInputs(
            tables.Placements.Source,
            problem,
            curves,
            found
                .GroupBy(each => each.Placement.Name)
                .ToDictionary(group => group.Key, group => group.First().Curve, StringComparer.Ordinal),
            placements.LeftOut
        );
    }

    private static List<NamedCurve> CurvesOf(PlanTables tables, CurveForm form)
    {
        List<NamedCurve> curves = tables.Curves is { } given ? [.. PlanCurves.Read(given)] : [];
        if (tables.Observations is { } observations)
        {
            var known = curves.Select(curve => curve.Name).ToHashSet(StringComparer.Ordinal);
            curves.AddRange(PlanCurves.Fit(observations, tables.Experiments, form).Where(curve => !known.Contains(curve.Name)));
        }
        return curves;
    }

    private static Dictionary<DateOnly, long> DayBudgets(Table? table, string currency, InputFaults faults)
    {
        var budgets = new Dictionary<DateOnly, long>();
        foreach (var row in table is null ? [] : new TableReading(table, PlanColumns.DayBudgets, faults).Rows)
        {
            if (!budgets.TryAdd(row.Day("day"), row.Amount("budget", currency)))
            {
                row.Note("day-twice", "DayTwice", row.TextOrNone("day"));
            }
        }
        return budgets;
    }
}
