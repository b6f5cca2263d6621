namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>How the item that a user's item is compared with is drawn; never one of the user's own.</summary>
public enum BprSampling
{
    /// <summary>All items alike (Rendle et al. 2009).</summary>
    Uniform,

    /// <summary>By (number of users)^0.75: popular items must be beaten more often, so popularity alone earns less.</summary>
    Popularity,

    /// <summary>Items that the model now ranks high in a factor that matters to the user (Rendle and Freudenthaler 2014).</summary>
    Adaptive,
}
