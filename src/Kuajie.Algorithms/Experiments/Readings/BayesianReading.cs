using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>What is believed of an effect after the data: statements about the effect itself, given the prior.</summary>
/// <param name="ProbabilityHigher">Probability that treatment's value is above control's.</param>
/// <param name="LossOfTreatment">Expected loss of choosing treatment where more is better: mean of (control − treatment)⁺, in the metric's unit.</param>
/// <param name="LossOfControl">Expected loss of keeping control: mean of (treatment − control)⁺.</param>
/// <param name="Absolute">Median and equal-tailed interval of the difference; null without data enough.</param>
/// <param name="Relative">The same of the relative lift; null where it is not defined.</param>
/// <param name="Confidence">Probability within the intervals.</param>
/// <param name="Shortage">What is missing, or none.</param>
public sealed record BayesianReading(
    double ProbabilityHigher,
    double LossOfTreatment,
    double LossOfControl,
    EffectInterval? Absolute,
    EffectInterval? Relative,
    double Confidence,
    DataShortage Shortage
);

/// <summary>What is believed of an effect before the data: a normal distribution.</summary>
/// <param name="Mean">Its mean, in the metric's unit; 0 unless former experiments say otherwise.</param>
/// <param name="Deviation">Its standard deviation; above 0. What former experiments' effects scattered by.</param>
public sealed record EffectPrior(double Mean, double Deviation);
