namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>What one user of a mini-batch asks of the parameters, computed while they stand still.</summary>
internal sealed class UserGradients
{
    /// <summary>The item ranked, the item it is compared with, and the slope of each comparison.</summary>
    public List<(int Positive, int Negative, float Slope)> Comparisons { get; } = [];

    /// <summary>The user's factor without the positive item, one row of rank for each comparison.</summary>
    public float[] Factors { get; private set; } = [];

    /// <summary>Gradient of every item of the history, one row of rank each.</summary>
    public float[] History { get; private set; } = [];

    /// <summary>Starts a user.</summary>
    public void Start(int comparisons, int items, int rank)
    {
        Comparisons.Clear();
        if (Factors.Length < comparisons * rank)
        {
            Factors = new float[comparisons * rank];
        }
        if (History.Length < items * rank)
        {
            History = new float[items * rank];
        }
        History.AsSpan(0, items * rank).Clear();
    }
}
