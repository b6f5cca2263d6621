namespace Kuajie.Algorithms.CrossDomain.TwinItems;

/// <summary>When two items of different domains count as one product under two ids, by the users they share.</summary>
/// <param name="LeastCosine">Least cosine of the two sets of users, 0 … 1.</param>
/// <param name="LeastSharedUsers">Least number of users both have.</param>
public readonly record struct TwinRule(double LeastCosine, int LeastSharedUsers)
{
    /// <summary>Cosine at least 0.7 with at least 3 shared users.</summary>
    public static TwinRule Default { get; } = new(0.7, 3);

    /// <summary>Whether sets of these sizes with so many users in common belong to twins.</summary>
    public bool AreTwins(int shared, int firstUsers, int secondUsers) =>
        shared >= LeastSharedUsers && Cosine(shared, firstUsers, secondUsers) >= LeastCosine;

    /// <summary>shared / √(first · second); 0 where there is nobody.</summary>
    public static double Cosine(int shared, int firstUsers, int secondUsers) =>
        shared == 0 ? 0 : shared / Math.Sqrt((double)firstUsers * secondUsers);
}
