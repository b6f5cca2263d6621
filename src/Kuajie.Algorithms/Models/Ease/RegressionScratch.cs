namespace Kuajie.Algorithms.Models.Ease;

/// <summary>Memory of one thread for sixteen target items at a time.</summary>
internal sealed class RegressionScratch(RegressionData data)
{
    /// <summary>Shape regressors × 16: columns of G.</summary>
    public float[] Weights { get; } = new float[checked(data.ByRegressor.RowCount * LaneMatrix.Lanes)];

    /// <summary>Shape regressors: one column.</summary>
    public float[] Column { get; } = new float[data.ByRegressor.RowCount];

    /// <summary>Shape users × 16: (λI + XXᵀ)⁻¹ T.</summary>
    public float[] Solution { get; } = new float[checked(data.ByUser.RowCount * LaneMatrix.Lanes)];

    /// <summary>Shape users × 16.</summary>
    public float[] Residual { get; } = new float[data.ByUser.RowCount * LaneMatrix.Lanes];

    /// <summary>Shape users × 16.</summary>
    public float[] Direction { get; } = new float[data.ByUser.RowCount * LaneMatrix.Lanes];

    /// <summary>Shape users × 16.</summary>
    public float[] Image { get; } = new float[data.ByUser.RowCount * LaneMatrix.Lanes];
}
