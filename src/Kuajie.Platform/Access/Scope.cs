namespace Kuajie.Platform.Access;

/// <summary>What an API key may be used for. The numbers are stored; never renumber.</summary>
[Flags]
public enum Scope
{
    None = 0,

    /// <summary>Send events, items and users.</summary>
    Ingest = 1,

    /// <summary>Ask for recommendations and what belongs to them.</summary>
    Recommend = 2,

    /// <summary>Everything else: keys, links, imports, models, scenes, partnerships.</summary>
    Manage = 4,

    All = Ingest | Recommend | Manage,
}
