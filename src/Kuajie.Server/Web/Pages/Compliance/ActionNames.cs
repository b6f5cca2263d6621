namespace Kuajie.Server.Web.Pages.Compliance;

/// <summary>Operations of the API as people say them.</summary>
internal static class ActionNames
{
    /// <summary>Those that can be filtered by, in the order of a day's work.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "signIn",
        "signOut",
        "setUp",
        "acceptInvitation",
        "changePassword",
        "invitePerson",
        "changeRoles",
        "removePerson",
        "issueKey",
        "rotateKey",
        "revokeKey",
        "putParty",
        "putDomain",
        "putPartnership",
        "endPartnership",
        "loadSampleWorld",
        "startImport",
        "withdrawImport",
        "putItems",
        "removeItem",
        "putUsers",
        "eraseUser",
        "addLinks",
        "startTraining",
        "cancelTraining",
        "promoteModel",
        "rollBackModel",
        "putSchedule",
        "removeSchedule",
        "putScene",
        "deleteScene",
        "putSegment",
        "deleteSegment",
        "findClusters",
        "putTagMapping",
        "putTagMappingTable",
        "putWorkbook",
        "deleteWorkbook",
        "putExperiment",
        "deleteExperiment",
        "startExperiment",
        "stopExperiment",
        "raiseExperimentTraffic",
        "putExperimentHoldout",
        "putCampaign",
        "deleteCampaign",
        "proposeCampaign",
        "approveCampaign",
        "rejectCampaign",
        "reviewCreative",
        "pauseCampaign",
        "startCampaign",
        "stopCampaign",
        "killCampaign",
        "raiseCampaignRollout",
        "putCampaignSwitch",
        "putUserPromotions",
        "putOffer",
        "addOfferCodes",
        "redeemCode",
        "putReminder",
        "removeReminder",
        "addWebhook",
        "rotateWebhook",
        "testWebhook",
        "removeWebhook",
        "replayWebhookDelivery",
    ];

    private static readonly HashSet<string> Names = [.. Known];

    /// <summary>The spoken name, or null where there is none.</summary>
    public static string? Of(string action) =>
        Names.Contains(action) ? ComplianceTexts.T($"Action{char.ToUpperInvariant(action[0])}{action[1..]}") : null;
}
