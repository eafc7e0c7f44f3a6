"""The rules as a running bot has them: loaded, watched for changes, changed from Slack."""
