using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Allocation;

/// <summary>What is wrong with the inputs of a plan.</summary>
internal static class AdPlanFaults
{
    private const double LargestAmount = 1e15;

    public static IEnumerable<InputFault> Of(AdPlanProblem problem) =>
        Budgets(problem)
            .Concat(Names(problem))
            .Concat(
                problem.Placements.SelectMany(placement => Curves(placement).Concat(Amounts(placement)).Concat(Costs(placement, problem)))
            );

    private static IEnumerable<InputFault> Budgets(AdPlanProblem problem)
    {
        if (problem.BudgetMinorUnits < 0)
        {
            yield return new InputFault("NegativeAmount", "budget", Text(problem.BudgetMinorUnits));
        }
        foreach (var (day, budget) in problem.DayBudgetsMinorUnits.Where(pair => pair.Value < 0))
        {
            yield return new InputFault("NegativeAmount", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text(budget));
        }
        if (problem.FrequencyPerUser is { } frequency && !(frequency >= 0 && double.IsFinite(frequency)))
        {
            yield return new InputFault("NegativeAmount", "frequency", frequency.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<InputFault> Names(AdPlanProblem problem) =>
        problem
            .Placements.GroupBy(placement => placement.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1 || string.IsNullOrWhiteSpace(group.Key))
            .Select(group => new InputFault("PlacementName", "name", group.Key ?? ""));

    private static IEnumerable<InputFault> Curves(Placement placement)
    {
        if ((placement.Curve.Fault ?? placement.WorstCurve?.Fault) is { } fault)
        {
            yield return new InputFault("CurveParameters", placement.Name, fault);
        }
        if (placement.To != default && placement.From >= placement.To)
        {
            yield return new InputFault(
                "Window",
                placement.Name,
                FormattableString.Invariant($"{placement.From:HH:mm}–{placement.To:HH:mm}")
            );
        }
    }

    private static IEnumerable<InputFault> Amounts(Placement placement)
    {
        (string Field, long Value)[] amounts =
        [
            ("own limit", placement.OwnLimit),
            ("partner limit", placement.PartnerLimit),
            ("inventory", placement.Inventory),
            ("reach", placement.Reach ?? 0),
            ("guaranteed", placement.Guaranteed),
        ];
        return amounts
            .Where(amount => amount.Value < 0)
            .Select(amount => new InputFault("NegativeAmount", $"{placement.Name}: {amount.Field}", Text(amount.Value)));
    }

    private static IEnumerable<InputFault> Costs(Placement placement, AdPlanProblem problem)
    {
        var cost = placement.Cost;
        if (cost.AmountMinorUnits < 0 || !(cost.Rate is >= 0 and <= 1) || cost.PerExposure * placement.Inventory > LargestAmount)
        {
            yield return new InputFault("Price", placement.Name, FormattableString.Invariant($"{cost.AmountMinorUnits} × {cost.Rate}"));
        }
        if (!string.Equals(cost.Currency, problem.Currency, StringComparison.Ordinal))
        {
            yield return new InputFault("MixedCurrency", placement.Name, cost.Currency);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
