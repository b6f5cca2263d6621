namespace Kuajie.Platform.Access;

/// <summary>What a person does here. The numbers are stored; never renumber.</summary>
[Flags]
public enum Role
{
    None = 0,

    /// <summary>Everything, people and keys included.</summary>
    Owner = 1,

    /// <summary>Growth manager: catalogs, recommendations, partners, campaigns.</summary>
    Growth = 2,

    /// <summary>A partner's marketing manager: what the partnership shares, never users.</summary>
    Partner = 4,

    /// <summary>Data engineer or scientist: imports, events, models.</summary>
    Data = 8,

    /// <summary>Compliance officer: erasure, audit, access.</summary>
    Compliance = 16,

    /// <summary>Looks, changes nothing.</summary>
    ReadOnly = 32,

    /// <summary>Everybody who works for the operator of the workspace.</summary>
    Staff = Owner | Growth | Data | Compliance | ReadOnly,

    Everybody = Staff | Partner,
}
