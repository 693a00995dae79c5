"""The columns of LiveHelperChat 4.90's tables with what an untouched row has in them."""

from typing import Any

Row = dict[str, Any]


def _blank(numbers: str, texts: str) -> Row:
    """Return a row with 0 in the columns of the first kind, and nothing in those of the second."""
    return dict.fromkeys(numbers.split(), 0) | dict.fromkeys(texts.split(), "")


CHAT = _blank(
    """
    status_sub status_sub_sub user_id sender_user_id user_status user_typing operator_typing
    has_unread_messages last_user_msg_time last_msg_id mail_send wait_time chat_duration priority
    online_user_id lsync transfer_if_na transfer_timeout_ts transfer_timeout_ac transfer_uid cls_time
    auto_responder_id na_cb_executed nc_cb_executed fbst operator_typing_id chat_initiator screenshot_id
    unread_messages_informed reinform_timeout last_op_msg_time has_unread_op_messages
    unread_op_messages_informed user_closed_ts product_id usaccept tslasign anonymized invitation_id
    device_type gbot_id theme_id cls_us iwh_id frt aart mart support_informed unanswered_chat
    """,
    """
    referrer country_code country_name user_typing_txt city additional_data session_referrer
    user_tz_identifier chat_variables remarks operation operation_admin status_sub_arg chat_locale
    chat_locale_to uagent email phone
    """,
) | {"lat": "0", "lon": "0", "ip": "192.0.2.7", "updateIgnoreColumns": []}

USER = _blank(
    """
    disabled hide_online invisible_mode rec_per_req inactive_mode max_active_chats max_active_mails
    auto_accept exclude_autoasign exclude_autoasign_mails always_on cache_version llogin force_logout
    offline_reason_id attr_int_1 attr_int_2 attr_int_3 pswd_updated
    """,
    """
    filepath filename surname job_title skype xmpp_username time_zone session_id chat_nickname
    operation_admin avatar email
    """,
) | {"all_departments": 1, "departments_ids": "0"}

DEPARTMENT = _blank(
    "disabled hidden archive priority sort_priority department_transfer_id", "email identifier"
)
