namespace Kuajie.Marketing.Allocation;

/// <summary>Bounds on the exposures of every cell: one part of the search.</summary>
internal sealed record PlanSpace(double[] Low, double[] High)
{
    /// <summary>The same with other bounds of one cell.</summary>
    public PlanSpace With(int cell, double low, double high)
    {
        var other = new PlanSpace([.. Low], [.. High]);
        (other.Low[cell], other.High[cell]) = (low, high);
        return other;
    }
}
