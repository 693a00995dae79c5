"""What is often said to customers, learnt from sent replies, and offered while a reply is written; pure."""
