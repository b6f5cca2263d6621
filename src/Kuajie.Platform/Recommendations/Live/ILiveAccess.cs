namespace Kuajie.Platform.Recommendations.Live;

/// <summary>What a caller may be shown and what may be learnt from: decided by whoever knows parties and partnerships, asked here.</summary>
public interface ILiveAccess
{
    /// <summary>The party that asks; empty for the operator. Cursors given to one are none for another.</summary>
    string Party { get; }

    /// <summary>Whether items of a domain may be shown to the users who are asked for.</summary>
    bool MayRecommend(string domain);

    /// <summary>Whether what users of the first domain did may be used to choose among the items of the second.</summary>
    bool MayTransfer(string domain, string targetDomain);
}
