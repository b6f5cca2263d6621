namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>What somebody may do with a campaign.</summary>
public enum CampaignAct
{
    /// <summary>Go on writing the draft.</summary>
    Edit,

    /// <summary>Put the draft before the partner.</summary>
    Propose,

    /// <summary>Agree to it.</summary>
    Approve,

    /// <summary>Send it back.</summary>
    Reject,

    /// <summary>Let it go on.</summary>
    Start,

    /// <summary>Hold it.</summary>
    Pause,

    /// <summary>End it.</summary>
    Stop,

    /// <summary>End it at once.</summary>
    Kill,

    /// <summary>Forget the draft.</summary>
    Delete,
}
