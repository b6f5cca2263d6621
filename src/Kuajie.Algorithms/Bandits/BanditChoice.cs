namespace Kuajie.Algorithms.Bandits;

/// <summary>An arm that was chosen, and how probable its choice was.</summary>
/// <param name="Arm">The arm, from 0.</param>
/// <param name="Propensity">The probability with which it was drawn, above 0 and at most 1: what estimates of other policies divide by.</param>
public readonly record struct BanditChoice(int Arm, double Propensity);
