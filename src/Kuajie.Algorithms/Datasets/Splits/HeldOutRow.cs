namespace Kuajie.Algorithms.Datasets.Splits;

/// <summary>An interaction kept from training to be predicted.</summary>
/// <param name="User">Dataset user index.</param>
/// <param name="Item">Item index in the target domain.</param>
/// <param name="Weight">Its weight, for example the rating.</param>
public readonly record struct HeldOutRow(int User, int Item, float Weight = 1);
