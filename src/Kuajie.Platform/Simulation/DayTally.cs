using Kuajie.Marketing.Simulation;

namespace Kuajie.Platform.Simulation;

/// <summary>Counts one day of one side.</summary>
internal sealed class DayTally(int day, DateOnly date, string domain)
{
    private int visits;
    private int exposures;
    private double expected;
    private int conversions;
    private double ownExpected;
    private int ownPurchases;
    private double match;

    public void Add(in VisitOutcome outcome, double fit)
    {
        visits++;
        exposures += outcome.IsExposed ? 1 : 0;
        expected += outcome.Conversion;
        conversions += outcome.Converts ? 1 : 0;
        ownExpected += outcome.OwnPurchase;
        ownPurchases += outcome.Buys ? 1 : 0;
        match += fit;
    }

    public SimulatedDay ToDay() =>
        new(day, date, domain, visits, exposures, expected, conversions, ownExpected, ownPurchases, visits == 0 ? 0 : match / visits);
}
