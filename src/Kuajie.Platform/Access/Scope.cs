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

    /// <summary>Send what visitors do in their browsers, and nothing else. Its keys stand in public pages, so they are no secret and carry no other scope.</summary>
    Collect = 8,

    /// <summary>What keys that are kept secret may be used for.</summary>
    All = Ingest | Recommend | Manage,
}
