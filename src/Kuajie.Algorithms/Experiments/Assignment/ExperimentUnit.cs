namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>What is put into an arm as a whole, and is therefore what observations are counted by.</summary>
public enum ExperimentUnit
{
    /// <summary>A user of a domain: the usual choice, since one person sees one arm.</summary>
    User,

    /// <summary>A session: more units, but one person may see several arms.</summary>
    Session,

    /// <summary>A partner, with everybody it reaches.</summary>
    Partner,

    /// <summary>A block of time (switchback): everybody at once, where users cannot be kept apart because they share budget, stock or a list.</summary>
    TimeBlock,
}
