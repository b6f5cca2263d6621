namespace Kuajie.Algorithms.CrossDomain.JointEase;

/// <summary>Which items explain a target item.</summary>
public enum JointEaseBlocks
{
    /// <summary>All items of all domains, other target items among them.</summary>
    All,

    /// <summary>Items of the other domains only: for users whom the target has never seen.</summary>
    Cross,
}
