namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>A person behind one or two user ids: the same tastes, energy and habits on both sides.</summary>
/// <param name="Tastes">Shape tastes: shares that sum to 1, mostly near 0.</param>
/// <param name="Energy">Log of the person's activity beside the median.</param>
/// <param name="PriceSensitivity">How fast the wish to pay falls with the logarithm of the price.</param>
/// <param name="IsMorningPerson">Looks in the morning on the way to work rather than at night.</param>
internal sealed record Person(double[] Tastes, double Energy, double PriceSensitivity, bool IsMorningPerson);
