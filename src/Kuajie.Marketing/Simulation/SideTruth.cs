namespace Kuajie.Marketing.Simulation;

/// <summary>
/// The truth about one side: what would have happened had everybody been in each arm, over the same visits. Lists are those that were shown; what an arm does to later lists through the
/// histories it leaves is not part of it.
/// </summary>
/// <param name="Users">Users of the side.</param>
/// <param name="Reached">Users with a visit; everything per user is per user of these.</param>
/// <param name="Arms">The arms, the control first.</param>
/// <param name="BestArm">The arm with the highest value.</param>
/// <param name="PersonalValueMinorUnitsPerUser">Value were each user in the arm that is best for them: no policy over these arms does better.</param>
/// <param name="Prices">The control at other prices, ascending; empty where price does not matter.</param>
/// <param name="ExposureLimits">The control under limits of exposures per week, ascending, and without one; empty where exposures neither tire nor cost.</param>
public sealed record SideTruth(
    int Users,
    int Reached,
    IReadOnlyList<ArmTruth> Arms,
    string BestArm,
    double PersonalValueMinorUnitsPerUser,
    IReadOnlyList<LeverValue> Prices,
    IReadOnlyList<LeverValue> ExposureLimits
)
{
    /// <summary>The best of the prices, or null.</summary>
    public LeverValue? BestPrice => Best(Prices);

    /// <summary>The best of the limits, or null.</summary>
    public LeverValue? BestExposureLimit => Best(ExposureLimits);

    private static LeverValue? Best(IReadOnlyList<LeverValue> values) =>
        values.Count == 0
            ? null
            : values.Aggregate((best, each) => each.ValueMinorUnitsPerUser > best.ValueMinorUnitsPerUser ? each : best);
}

/// <summary>What one arm does were everybody in it.</summary>
/// <param name="Name">The arm.</param>
/// <param name="Exposures">Times the promotion would be shown.</param>
/// <param name="ConversionsPerUser">Sum of the true probabilities, per user reached.</param>
/// <param name="HappenedPerUser">Conversions with the common random numbers, per user reached.</param>
/// <param name="ConvertersPerUser">Probability that a user reached converts at least once, mean.</param>
/// <param name="OwnPurchasesPerUser">Sum of the true probabilities of purchases on the own platform.</param>
/// <param name="OwnHappenedPerUser">Those purchases with the common random numbers.</param>
/// <param name="ValueMinorUnitsPerUser">What both platforms together earn by expectation.</param>
/// <param name="Lift">True relative lift of conversions over the control; null where the control has none.</param>
/// <param name="HappenedLift">The same with the common random numbers.</param>
/// <param name="OwnLift">True relative lift of purchases on the own platform.</param>
public sealed record ArmTruth(
    string Name,
    long Exposures,
    double ConversionsPerUser,
    double HappenedPerUser,
    double ConvertersPerUser,
    double OwnPurchasesPerUser,
    double OwnHappenedPerUser,
    double ValueMinorUnitsPerUser,
    double? Lift,
    double? HappenedLift,
    double? OwnLift
);

/// <summary>What one setting of a lever comes to.</summary>
/// <param name="Setting">The price factor, or the limit of exposures per week.</param>
/// <param name="ConversionsPerUser">Expected conversions per user reached.</param>
/// <param name="ValueMinorUnitsPerUser">Expected value per user reached.</param>
public sealed record LeverValue(string Setting, double ConversionsPerUser, double ValueMinorUnitsPerUser);
